/* poc: compiles the translations, po/nl.po and po/en.po, into one C file that finds a text by its msgid.
 *   poc --out OUT.c [--check TEMPLATE.pot] nl.po en.po
 * With --check every msgid of the template must have a Dutch text, and the values of a text (%s, %1$s) must agree with its
 * msgid in every language. Where English has no text of its own, the msgid is the English text.
 * The tables are finished here: the program has nothing to build when it starts. */
#include "po_read.h"
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LANGS = 2 };                                     /* as enum lang: Dutch, English */

/* What stands in SHARED is compiled into this tool and, as text, into its output: both must hash alike. */
#define SHARED(...) __VA_ARGS__ static const char shared_source[] = #__VA_ARGS__;

/* Multiplies eight bytes at a time, in little-endian order whatever the machine; the last eight overlap those before. */
SHARED(
static inline uint64_t po_eight(const char *s) {
  uint64_t v;
  memcpy(&v, s, sizeof v);
  return __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__ ? __builtin_bswap64(v) : v;
}
static inline uint32_t po_hash(const char *s, size_t n) {
  uint64_t h = n * 0x9E3779B97F4A7C15u;
  const char *const end = s + n;
  if (n < 8) {
    uint64_t v = 0;
    for (size_t i = 0; i < n; i++) v |= (uint64_t)(unsigned char)s[i] << (8 * i);
    h = (h ^ v) * 0xD6E8FEB86659FD93u;
  } else {
    for (; end - s > 8; s += 8) { h = (h ^ po_eight(s)) * 0xD6E8FEB86659FD93u; h ^= h >> 32; }
    h = (h ^ po_eight(end - 8)) * 0xD6E8FEB86659FD93u;
  }
  return (uint32_t)(h >> 32);
}
)

static const char find_source[] =
  "static const struct entry *find(enum lang lang, const char *msgid)\n"
  "{\n"
  "  if (!msgid || (unsigned)lang >= 2) return NULL;\n"
  "  const size_t size = strlen(msgid);\n"
  "  const uint32_t hash = po_hash(msgid, size);\n"
  "  for (uint32_t i = hash; slots[i & mask].entry; i++) {\n"
  "    const struct entry *const e = &entries[slots[i & mask].entry];\n"
  "    if (slots[i & mask].hash == hash && e->size == size && memcmp(e->msgid, msgid, size) == 0) return e;\n"
  "  }\n"
  "  return NULL;\n"
  "}\n\n"
  "const char *po_find(enum lang lang, const char *msgid)\n"
  "{\n"
  "  const struct entry *const e = find(lang, msgid);\n"
  "  return e ? e->text[lang][0] : NULL;\n"
  "}\n\n"
  "const char *po_find_plural(enum lang lang, const char *msgid, int64_t n)\n"
  "{\n"
  "  const struct entry *const e = find(lang, msgid);\n"
  "  return e ? e->text[lang][n != 1] : NULL;\n"
  "}\n";

struct input { const char *out, *pot_path; struct po_file po[LANGS], pot; };

/* ---- checks ---- */

/* Which values a text takes: bit i for value i + 1. Other percent signs are not ours to judge. */
static unsigned values_of(const char *s)
{
  unsigned values = 0, next = 0;
  for (; *s; s++) {
    if (*s != '%') continue;
    s++;
    if (*s == 's') values |= 1u << (next++ & 31);
    else if (*s >= '1' && *s <= '9' && s[1] == '$' && s[2] == 's') values |= 1u << (*s - '1');
    else if (*s != '%') s--;
  }
  return values;
}

static size_t complain(const struct po_file *po, const struct po_entry *e, const char *what)
{
  fprintf(stderr, "%s:%d: error: %s: \"%s\"%s%s\n", po->path, e->line, what, e->msgid, e->used_at ? ", used at " : "",
          e->used_at ? e->used_at : "");
  return 1;
}

/* The singular may leave the number out, in the msgid ("one place") as in a translation; nothing else may differ. */
static size_t check_values(const struct po_file *po)
{
  size_t errors = 0;
  for (size_t i = 0; i < po->count; i++) {
    const struct po_entry *const e = &po->entries[i];
    const unsigned one = values_of(e->msgid), many = e->plural ? values_of(e->plural) : one;
    const unsigned first = values_of(e->text[0]), second = values_of(e->text[1]);
    if (e->text[0][0] && first != one && first != many) errors += complain(po, e, "the values (%s) differ from those of the msgid");
    if (e->plural && e->text[1][0] && second != many) errors += complain(po, e, "the values (%s) of msgstr[1] differ from those of the msgid_plural");
  }
  return errors;
}

static size_t check_complete(const struct po_file *pot, const struct po_file *nl)
{
  size_t errors = 0;
  for (size_t i = 0; i < pot->count; i++) {
    const struct po_entry *const wanted = &pot->entries[i], *const e = po_get(nl, wanted->msgid);
    if (!e) errors += complain(pot, wanted, "no Dutch text for this msgid");
    else if (e->fuzzy) errors += complain(nl, e, "the Dutch text is fuzzy");
    else if (!e->text[0][0] || (wanted->plural && !e->text[1][0])) errors += complain(nl, e, "the Dutch text is missing");
    else if (wanted->plural && (!e->plural || strcmp(e->plural, wanted->plural) != 0)) errors += complain(nl, e, "the msgid_plural is not that of the program");
  }
  return errors;
}

/* ---- output ---- */

static void put_string(FILE *out, const char *s)
{
  fputc('"', out);
  for (; *s; s++) {
    const unsigned char ch = (unsigned char)*s;
    if (ch == '"' || ch == '\\' || ch == '?') fprintf(out, "\\%c", ch);
    else if (ch < ' ' || ch > '~') fprintf(out, "\\%03o", ch);
    else fputc(ch, out);
  }
  fputc('"', out);
}

/* The entry's form in this language; the msgid where there is none. */
static const char *text_of(const struct po_entry *own, const struct po_entry *any, int form)
{
  if (own && own->text[0][0]) return form == 0 || !own->plural ? own->text[0] : own->text[1][0] ? own->text[1] : own->plural;
  return form == 1 && any->plural ? any->plural : any->msgid;
}

static void put_entry(FILE *out, const struct input *in, const struct po_entry *e)
{
  fputs("  { ", out);
  put_string(out, e->msgid);
  fprintf(out, ", %zu, {", strlen(e->msgid));
  for (size_t lang = 0; lang < LANGS; lang++) {
    const struct po_entry *const own = po_get(&in->po[lang], e->msgid);
    fputs(lang ? ", { " : " { ", out);
    put_string(out, text_of(own, e, 0));
    fputs(", ", out);
    put_string(out, text_of(own, e, 1));
    fputs(" }", out);
  }
  fputs(" } },\n", out);
}

struct slot { uint32_t hash, entry; };

static void put_slots(FILE *out, const struct po_entry *const *all, size_t count)
{
  size_t size = 16;
  while (size < count * 2) size *= 2;                   /* at most half full: most look-ups hit at once */
  struct slot *const slots = calloc(size, sizeof *slots);
  if (!slots) { perror("poc"); exit(1); }
  for (size_t i = 0; i < count; i++) {
    const uint32_t hash = po_hash(all[i]->msgid, strlen(all[i]->msgid));
    size_t at = hash & (size - 1);
    while (slots[at].entry) at = (at + 1) & (size - 1);
    slots[at] = (struct slot){ hash, (uint32_t)i + 1 };
  }
  fprintf(out, "enum { mask = %zu };\nstatic const struct { uint32_t hash, entry; } slots[] = {\n", size - 1);
  for (size_t i = 0; i < size; i++) fprintf(out, "  { %uu, %u },\n", (unsigned)slots[i].hash, (unsigned)slots[i].entry);
  fputs("};\n\n", out);
  free(slots);
}

/* Every msgid of either language, those of the first before those that only the second has. */
static const struct po_entry **all_entries(const struct input *in, size_t *count)
{
  const struct po_entry **const all = calloc(in->po[0].count + in->po[1].count + 1, sizeof *all);
  if (!all) { perror("poc"); exit(1); }
  *count = 0;
  for (size_t i = 0; i < in->po[0].count; i++) all[(*count)++] = &in->po[0].entries[i];
  for (size_t i = 0; i < in->po[1].count; i++)
    if (!po_get(&in->po[0], in->po[1].entries[i].msgid)) all[(*count)++] = &in->po[1].entries[i];
  return all;
}

static bool put_tables(const struct input *in)
{
  size_t count;
  FILE *const out = fopen(in->out, "wb");
  if (!out) { perror(in->out); return false; }
  const struct po_entry **const all = all_entries(in, &count);
  fputs("/* Made by tools/poc from po/; change those. */\n#include \"tr.h\"\n#include <string.h>\n\n", out);
  fprintf(out, "%s\n\n", shared_source);
  fputs("static const struct entry { const char *msgid; size_t size; const char *text[2][2]; } entries[] = {\n  { \"\", 0, { { \"\", \"\" }, { \"\", \"\" } } },\n", out);
  for (size_t i = 0; i < count; i++) put_entry(out, in, all[i]);
  fputs("  { \"\", 0, { { \"\", \"\" }, { \"\", \"\" } } }\n};\n\n", out);
  put_slots(out, all, count);
  fputs(find_source, out);
  free(all);
  const bool written = !ferror(out);
  if (fclose(out) == 0 && written) return true;
  perror(in->out);
  remove(in->out);
  return false;
}

static bool arguments(int argc, char **argv, struct input *in)
{
  int files = 0;
  for (int i = 1; i < argc; i++) {
    const bool more = i + 1 < argc;
    if (strcmp(argv[i], "--out") == 0 && more) in->out = argv[++i];
    else if (strcmp(argv[i], "--check") == 0 && more) in->pot_path = argv[++i];
    else if (argv[i][0] == '-' || files == LANGS) return false;
    else in->po[files++].path = argv[i];
  }
  return in->out && files == LANGS;
}

int main(int argc, char **argv)
{
  struct input in = { 0 };
  size_t errors = 0;
  if (!arguments(argc, argv, &in)) {
    fprintf(stderr, "use: poc --out OUT.c [--check TEMPLATE.pot] nl.po en.po\n");
    return 2;
  }
  for (size_t i = 0; i < LANGS; i++) errors += !po_read(in.po[i].path, &in.po[i]);
  if (in.pot_path) errors += !po_read(in.pot_path, &in.pot);
  if (!errors) {
    for (size_t i = 0; i < LANGS; i++) errors += check_values(&in.po[i]);
    if (in.pot_path) errors += check_complete(&in.pot, &in.po[0]);
  }
  if (!errors) errors += !put_tables(&in);
  for (size_t i = 0; i < LANGS; i++) po_free(&in.po[i]);
  po_free(&in.pot);
  return errors ? 1 : 0;
}
