#include "po_read.h"
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum part { NO_PART, MSGID, PLURAL, TEXT_0, TEXT_1 };

struct reader {
  struct po_file *po;
  int line;
  struct po_entry entry;             /* being read */
  enum part part;                    /* which of its strings goes on */
  bool next_fuzzy;
  char *next_used_at;
};

static bool wrong(const struct reader *r, const char *what)
{
  fprintf(stderr, "%s:%d: error: %s\n", r->po->path, r->line, what);
  return false;
}

static void *or_die(void *p)
{
  if (!p) { perror("poc"); exit(1); }
  return p;
}

static void free_entry(struct po_entry *e)
{
  free(e->msgid);
  free(e->plural);
  free(e->text[0]);
  free(e->text[1]);
  free(e->used_at);
}

const struct po_entry *po_get(const struct po_file *po, const char *msgid)
{
  for (size_t i = 0; i < po->count; i++)
    if (strcmp(po->entries[i].msgid, msgid) == 0) return &po->entries[i];
  return NULL;
}

/* The entry is complete: keeps it, unless it is the header. */
static bool finish_entry(struct reader *r)
{
  struct po_entry e = r->entry;
  r->entry = (struct po_entry){ 0 };
  r->part = NO_PART;
  if (!e.msgid) return true;
  if (e.msgid[0] == '\0') { free_entry(&e); return true; }
  const bool double_entry = po_get(r->po, e.msgid);
  for (size_t i = 0; i < 2; i++)
    if (!e.text[i] || e.fuzzy) { free(e.text[i]); e.text[i] = or_die(strdup("")); }
  if (r->po->count == r->po->capacity) {
    r->po->capacity = r->po->capacity ? r->po->capacity * 2 : 256;
    r->po->entries = or_die(realloc(r->po->entries, r->po->capacity * sizeof *r->po->entries));
  }
  r->po->entries[r->po->count++] = e;
  if (!double_entry) return true;
  fprintf(stderr, "%s:%d: error: this text stands here twice: \"%s\"\n", r->po->path, e.line, e.msgid);
  return false;
}

static char **current(struct reader *r)
{
  switch (r->part) {
  case MSGID: return &r->entry.msgid;
  case PLURAL: return &r->entry.plural;
  case TEXT_0: return &r->entry.text[0];
  case TEXT_1: return &r->entry.text[1];
  default: return NULL;
  }
}

/* One escape after the backslash at s[-1]; returns how many characters it took, 0 if it is none of ours. */
static size_t unescape(const char *s, char *out)
{
  static const char from[] = "ntr\"\\", to[] = "\n\t\r\"\\";
  const char *const at = *s ? strchr(from, *s) : NULL;
  if (at) *out = to[at - from];
  return at ? 1 : 0;
}

/* Adds the quoted string at `s` to the part at hand. */
static bool read_string(struct reader *r, const char *s)
{
  char **const part = current(r);
  s += strspn(s, " \t");
  if (!part || *s != '"') return wrong(r, "a quoted string is missing here, or nothing goes before it");
  const size_t old = *part ? strlen(*part) : 0;
  char *to = *part = or_die(realloc(*part, old + strlen(s) + 1));
  to += old;
  for (s++; *s != '"'; to++) {
    size_t taken = 1;
    if (*s == '\0') { *to = '\0'; return wrong(r, "this string has no end"); }
    if (*s == '\\') {
      s++;
      if (!(taken = unescape(s, to))) { *to = '\0'; return wrong(r, "no such escape: use \\n \\t \\r \\\" \\\\"); }
    } else *to = *s;
    s += taken;
  }
  *to = '\0';
  s++;
  return s[strspn(s, " \t\r\n")] == '\0' || wrong(r, "nothing may follow a string");
}

static bool begin_entry(struct reader *r)
{
  if (!finish_entry(r)) return false;
  r->entry.line = r->line;
  r->entry.fuzzy = r->next_fuzzy;
  r->entry.used_at = r->next_used_at;
  r->next_fuzzy = false;
  r->next_used_at = NULL;
  return true;
}

static bool begin_part(struct reader *r, enum part part, const char *s)
{
  if (part == MSGID && !begin_entry(r)) return false;
  r->part = part;
  if (part != MSGID && !r->entry.msgid) return wrong(r, "msgid comes first");
  if (*current(r)) return wrong(r, "this entry has two of these");
  if (part == TEXT_1 && !r->entry.plural) return wrong(r, "forms belong to a msgid_plural");
  return read_string(r, s);
}

static void read_comment(struct reader *r, char *s)
{
  if (s[1] == '~') {                                    /* obsolete: what was said above it goes with it */
    r->next_fuzzy = false;
    free(r->next_used_at);
    r->next_used_at = NULL;
    return;
  }
  if (s[1] == ',' && strstr(s, "fuzzy")) r->next_fuzzy = true;
  if (s[1] != ':' || r->next_used_at) return;
  s += 2;
  s += strspn(s, " \t");
  s[strcspn(s, " \t\r\n")] = '\0';
  r->next_used_at = or_die(strdup(s));
}

static bool read_line(struct reader *r, char *s)
{
  static const struct { const char *word; enum part part; } words[] = {
    { "msgid", MSGID }, { "msgid_plural", PLURAL }, { "msgstr", TEXT_0 }, { "msgstr[0]", TEXT_0 }, { "msgstr[1]", TEXT_1 },
  };
  s += strspn(s, " \t");
  const size_t size = strcspn(s, " \t\r\n\"");
  if (s[strspn(s, " \t\r\n")] == '\0') { r->part = NO_PART; return true; }
  if (*s == '#') { read_comment(r, s); return true; }
  if (*s == '"') return read_string(r, s);
  for (size_t i = 0; i < sizeof words / sizeof *words; i++)
    if (strlen(words[i].word) == size && memcmp(words[i].word, s, size) == 0) return begin_part(r, words[i].part, s + size);
  if (size == 7 && memcmp(s, "msgctxt", 7) == 0) return wrong(r, "msgctxt is not supported: word the msgid differently");
  return wrong(r, "neither a comment, msgid, msgid_plural, msgstr nor msgstr[0] or [1]");
}

bool po_read(const char *path, struct po_file *out)
{
  struct reader r = { .po = out };
  char *line = NULL;
  size_t capacity = 0;
  bool fine = true;
  *out = (struct po_file){ .path = path };
  FILE *const f = fopen(path, "rb");
  if (!f) { perror(path); return false; }
  for (ssize_t n; fine && (n = getline(&line, &capacity, f)) >= 0; ) {
    r.line++;
    fine = memchr(line, '\0', (size_t)n) ? wrong(&r, "a PO file is text: it has no NUL bytes") : read_line(&r, line);
  }
  if (ferror(f)) { perror(path); fine = false; }
  fine = fine && finish_entry(&r);
  free_entry(&r.entry);
  free(r.next_used_at);
  free(line);
  fclose(f);
  if (!fine) po_free(out);
  return fine;
}

void po_free(struct po_file *po)
{
  for (size_t i = 0; i < po->count; i++) free_entry(&po->entries[i]);
  free(po->entries);
  *po = (struct po_file){ .path = po->path };
}
