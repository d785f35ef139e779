#ifndef SWITCHBOARD_CGMIME_SHIM_H
#define SWITCHBOARD_CGMIME_SHIM_H

#include <gmime/gmime.h>
#include <iconv.h>

// A GNU function the C library's Swift module leaves out.
extern void *memmem(const void *text, size_t text_length, const void *piece, size_t piece_length);

static inline int switchboard_holds(const void *text, size_t text_length, const void *piece, size_t piece_length) {
    return memmem(text, text_length, piece, piece_length) != NULL;
}

// What GMime offers as macros, which Swift does not import.

static inline int switchboard_gmime_is_group(InternetAddress *address) {
    return INTERNET_ADDRESS_IS_GROUP(address);
}

static inline InternetAddressList *switchboard_gmime_members(InternetAddress *group) {
    return internet_address_group_get_members(INTERNET_ADDRESS_GROUP(group));
}

static inline const char *switchboard_gmime_mailbox(InternetAddress *address) {
    return INTERNET_ADDRESS_IS_MAILBOX(address)
               ? internet_address_mailbox_get_addr(INTERNET_ADDRESS_MAILBOX(address))
               : NULL;
}

static inline void switchboard_gmime_unref(void *object) {
    if (object != NULL) g_object_unref(object);
}

static void switchboard_gmime_silence(const gchar *domain, GLogLevelFlags level, const gchar *message, gpointer data) {
    (void)domain;
    (void)level;
    (void)message;
    (void)data;
}

// Strange mails make GMime and GLib complain on standard error; what is strange is for the caller to say.
static inline void switchboard_gmime_start(void) {
    g_log_set_handler("gmime", (GLogLevelFlags)(G_LOG_LEVEL_CRITICAL | G_LOG_LEVEL_WARNING), switchboard_gmime_silence,
                      NULL);
    g_mime_init();
}

static inline void switchboard_gmime_read_part(GMimeObject *parent, GMimeObject *part, gpointer total) {
    (void)parent;
    if (!GMIME_IS_PART(part)) return;
    GMimeDataWrapper *content = g_mime_part_get_content(GMIME_PART(part));
    if (content == NULL) return;
    GMimeStream *out = g_mime_stream_mem_new();
    ssize_t written = g_mime_data_wrapper_write_to_stream(content, out);
    if (written > 0) *(int64_t *)total += written;
    g_object_unref(out);
}

// What a benchmark compares with: GMime's own reader and the decoding of every part. Gives the bytes decoded.
static inline int64_t switchboard_gmime_read_all(const char *bytes, size_t length) {
    int64_t total = 0;
    GMimeStream *in = g_mime_stream_mem_new_with_buffer(bytes, length);
    GMimeParser *parser = g_mime_parser_new_with_stream(in);
    GMimeMessage *message = g_mime_parser_construct_message(parser, NULL);
    if (message != NULL) {
        if (g_mime_message_get_subject(message) != NULL) total += 1;
        total += internet_address_list_length(g_mime_message_get_from(message));
        g_mime_message_foreach(message, switchboard_gmime_read_part, &total);
        g_object_unref(message);
    }
    g_object_unref(parser);
    g_object_unref(in);
    return total;
}

#endif
