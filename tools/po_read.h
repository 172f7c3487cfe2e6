/* Reads gettext PO files: what poc needs of the format, and a message for what it does not support. */
#ifndef PO_READ_H
#define PO_READ_H
#include <stdbool.h>
#include <stddef.h>

struct po_entry {
  char *msgid, *plural;              /* plural: NULL for a text without forms */
  char *text[2];                     /* msgstr, or msgstr[0] and msgstr[1]; "" if there is none, or it is fuzzy */
  char *used_at;                     /* the first "#:" reference; NULL if there is none */
  int line;                          /* of the msgid */
  bool fuzzy;
};

struct po_file {
  const char *path;
  struct po_entry *entries;
  size_t count, capacity;
};

/* Reads `path`, without its header and obsolete entries. On failure says why on stderr ("file:line: error: …"). */
bool po_read(const char *path, struct po_file *out);
void po_free(struct po_file *po);
/* NULL if there is none; linear. */
const struct po_entry *po_get(const struct po_file *po, const char *msgid);
#endif
