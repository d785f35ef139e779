#ifndef SWITCHBOARD_HTML_TREE_H
#define SWITCHBOARD_HTML_TREE_H

#include <gumbo.h>
#include <stddef.h>
#include <stdint.h>

// A parsed document in memory of its own, which is given back at once.
typedef struct switchboard_html switchboard_html;

// Why there is no tree.
typedef enum {
    SWITCHBOARD_HTML_READ = 0,
    SWITCHBOARD_HTML_TOO_MUCH_MEMORY = 1,
    SWITCHBOARD_HTML_TOO_MUCH_TIME = 2
} switchboard_html_result;

// Parses UTF-8 text with at most `memory_bytes` of memory and `cpu_microseconds` of this thread's time.
//
// Gumbo's memory comes from an arena: hostile markup that multiplies its elements (as HTML5's rules for unclosed
// formatting demand) stops at the bound, and freeing needs no recursion, however deep the elements are nested.
// `text` must outlive the tree. Gives NULL, and why in `result`, when a bound was reached.
switchboard_html *switchboard_html_parse(const char *text, size_t length, size_t memory_bytes,
                                         uint64_t cpu_microseconds, switchboard_html_result *result);

const GumboNode *switchboard_html_document(const switchboard_html *html);

void switchboard_html_free(switchboard_html *html);

// Parts of Gumbo's nodes that stand in unnamed unions.
GumboNodeType switchboard_html_type(const GumboNode *node);
const GumboVector *switchboard_html_children(const GumboNode *node);
const char *switchboard_html_text(const GumboNode *node);
GumboTag switchboard_html_tag(const GumboNode *node);
GumboNamespaceEnum switchboard_html_namespace(const GumboNode *node);
const char *switchboard_html_attribute(const GumboNode *node, const char *name);
unsigned int switchboard_html_attribute_count(const GumboNode *node);
const GumboAttribute *switchboard_html_attribute_at(const GumboNode *node, unsigned int index);

#endif
