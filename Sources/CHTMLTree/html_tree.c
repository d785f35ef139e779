#include "html_tree.h"

#include <setjmp.h>
#include <stdlib.h>
#include <time.h>

enum { chunk_bytes = 256 * 1024, allocations_between_looks = 256 };

typedef struct chunk {
    struct chunk *next;
    size_t used, size;
} chunk;

struct switchboard_html {
    chunk *chunks;
    size_t taken, taken_max;
    uint64_t deadline;
    unsigned int until_look;
    jmp_buf *out;
    GumboOutput *output;
};

static uint64_t thread_microseconds(void) {
    struct timespec now;
    if (clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now) != 0) return 0;
    return (uint64_t)now.tv_sec * 1000000u + (uint64_t)now.tv_nsec / 1000u;
}

static void stop(switchboard_html *html, switchboard_html_result reason) { longjmp(*html->out, (int)reason); }

static void *take(void *userdata, size_t size) {
    switchboard_html *html = userdata;
    if (--html->until_look == 0) {
        html->until_look = allocations_between_looks;
        if (thread_microseconds() > html->deadline) stop(html, SWITCHBOARD_HTML_TOO_MUCH_TIME);
    }
    if (size > html->taken_max) stop(html, SWITCHBOARD_HTML_TOO_MUCH_MEMORY);
    size = (size + 15) & ~(size_t)15;
    chunk *current = html->chunks;
    if (current == NULL || current->size - current->used < size) {
        size_t room = size > chunk_bytes ? size : chunk_bytes;
        if (html->taken + room > html->taken_max) stop(html, SWITCHBOARD_HTML_TOO_MUCH_MEMORY);
        // Two words of bookkeeping more keep what follows aligned to 16 bytes.
        current = malloc(sizeof(chunk) + 16 + room);
        if (current == NULL) stop(html, SWITCHBOARD_HTML_TOO_MUCH_MEMORY);
        current->next = html->chunks;
        current->used = 0;
        current->size = room;
        html->chunks = current;
        html->taken += room;
    }
    uintptr_t start = ((uintptr_t)(current + 1) + 15) & ~(uintptr_t)15;
    void *memory = (void *)(start + current->used);
    current->used += size;
    return memory;
}

static void give_back(void *userdata, void *memory) {
    (void)userdata;
    (void)memory;
}

void switchboard_html_free(switchboard_html *html) {
    if (html == NULL) return;
    chunk *current = html->chunks;
    while (current != NULL) {
        chunk *next = current->next;
        free(current);
        current = next;
    }
    free(html);
}

switchboard_html *switchboard_html_parse(const char *text, size_t length, size_t memory_bytes,
                                         uint64_t cpu_microseconds, switchboard_html_result *result) {
    switchboard_html *html = calloc(1, sizeof *html);
    if (html == NULL) {
        *result = SWITCHBOARD_HTML_TOO_MUCH_MEMORY;
        return NULL;
    }
    jmp_buf out;
    html->taken_max = memory_bytes;
    html->deadline = thread_microseconds() + cpu_microseconds;
    html->until_look = allocations_between_looks;
    html->out = &out;
    int reason = setjmp(out);
    if (reason != 0) {
        switchboard_html_free(html);
        *result = (switchboard_html_result)reason;
        return NULL;
    }
    GumboOptions options = kGumboDefaultOptions;
    options.allocator = take;
    options.deallocator = give_back;
    options.userdata = html;
    options.max_errors = 0;
    html->output = gumbo_parse_with_options(&options, text, length);
    html->out = NULL;
    *result = SWITCHBOARD_HTML_READ;
    return html;
}

const GumboNode *switchboard_html_document(const switchboard_html *html) { return html->output->document; }

GumboNodeType switchboard_html_type(const GumboNode *node) { return node->type; }

static int is_element(const GumboNode *node) {
    return node->type == GUMBO_NODE_ELEMENT || node->type == GUMBO_NODE_TEMPLATE;
}

const GumboVector *switchboard_html_children(const GumboNode *node) {
    if (node->type == GUMBO_NODE_DOCUMENT) return &node->v.document.children;
    return is_element(node) ? &node->v.element.children : NULL;
}

const char *switchboard_html_text(const GumboNode *node) {
    if (node->type == GUMBO_NODE_DOCUMENT || is_element(node)) return NULL;
    return node->v.text.text;
}

GumboTag switchboard_html_tag(const GumboNode *node) {
    return is_element(node) ? node->v.element.tag : GUMBO_TAG_UNKNOWN;
}

GumboNamespaceEnum switchboard_html_namespace(const GumboNode *node) {
    return is_element(node) ? node->v.element.tag_namespace : GUMBO_NAMESPACE_HTML;
}

const char *switchboard_html_attribute(const GumboNode *node, const char *name) {
    if (!is_element(node)) return NULL;
    GumboAttribute *found = gumbo_get_attribute(&node->v.element.attributes, name);
    return found == NULL ? NULL : found->value;
}

unsigned int switchboard_html_attribute_count(const GumboNode *node) {
    return is_element(node) ? node->v.element.attributes.length : 0;
}

const GumboAttribute *switchboard_html_attribute_at(const GumboNode *node, unsigned int index) {
    return is_element(node) && index < node->v.element.attributes.length ? node->v.element.attributes.data[index]
                                                                         : NULL;
}
