/* For tests: a record with every kind of field, and rows of it made from a seed. One include per test program. */
#ifndef SAMPLE_H
#define SAMPLE_H
#include "harness.h"
#include "calendar.h"
#include "fields.h"

enum { NOW_SECONDS = 1764000000 };                         /* 2025-11-24T16:00:00Z */
#define NOW ((int64_t)NOW_SECONDS * 1000)

/* --- chance, the same every time ------------------------------------------------------ */

static uint64_t chance = 1;
static inline uint64_t chance_next(void)
{
  chance ^= chance << 13;
  chance ^= chance >> 7;
  chance ^= chance << 17;
  return chance;
}
static inline uint32_t chance_below(uint32_t n) { return (uint32_t)((chance_next() >> 16) % n); }
static inline void chance_bytes(void *bytes, size_t n)
{
  for (unsigned char *p = bytes; n--; p++) *p = (unsigned char)(chance_next() >> 24);
}
static inline void chance_seed(uint64_t seed) { chance = seed * 0x9E3779B97F4A7C15u | 1; }

/* --- the record -------------------------------------------------------------------------- */

#define COLOURS(X) \
  X(COLOUR_UNKNOWN, NULL, "Unknown") \
  X(RED,   "red",   "Red") \
  X(GREEN, "green", "Green") \
  X(BLUE,  "blue",  "Blue")
DECLARE_CHOICES(colour, COLOURS)
DEFINE_CHOICES(colour, COLOURS)

struct sample_part { enum colour colour; const char *text; struct num n; struct set colours; struct date day; };
DECLARE_RECORD(sample_part);
static const struct field sample_part_fields[] = {
  F_ENUM(sample_part, colour,  OPTIONAL, colour, "Colour"),
  F_TEXT(sample_part, text,    REQUIRED, "Text", .max = 40),
  F_INT (sample_part, n,       OPTIONAL, "Number"),
  F_SET (sample_part, colours, OPTIONAL, colour, "Colours"),
  F_DATE(sample_part, day,     OPTIONAL, "Day"),
};
const struct record sample_part_record = PART(sample_part, sample_part_fields);

struct sample {
  struct id id;
  int32_t version;
  const char *name, *story;
  enum colour colour;
  struct set colours;
  struct num n;
  struct date day, past;
  struct id other;
  struct sample_part_list parts;
};
DECLARE_RECORD(sample);
static const struct field sample_fields[] = {
  F_TEXT(sample, name,    REQUIRED, "Name", .max = 40),
  F_TEXT(sample, story,   LONG, "Story"),
  F_ENUM(sample, colour,  OPTIONAL, colour, "Colour"),
  F_SET (sample, colours, OPTIONAL, colour, "Colours"),
  F_INT (sample, n,       OPTIONAL, "Number", .min = -100, .max = 100000),
  F_DATE(sample, day,     OPTIONAL, "Day"),
  F_DATE(sample, past,    NOT_IN_FUTURE, "Past"),
  F_REF (sample, other,   OPTIONAL, sample, "Other"),
  F_LIST(sample, parts,   OPTIONAL, sample_part, "Parts"),
};
const struct record sample_record = RECORD(sample, sample_fields);

/* --- rows by chance ------------------------------------------------------------------------ */

/* What is awkward in one of the forms a text goes through. */
static inline const char *sample_text(struct ctx *c, uint32_t most, bool lines)
{
  static const char *const pieces[] = { "a", "Z", "0", "é", "€", "\U0001F600", "|", "\\", "\"", "'", ",", ";", "=", "+", "-", "@", "<", "&",
    "%", "none", "\t", " ", "  ", "\\|", "\n" };
  struct buf b = { 0 };
  for (uint32_t n = 1 + chance_below(most / 4); n--; ) put(&b, pieces[chance_below((uint32_t)COUNT(pieces) - !lines)]);
  size_t from = 0;
  while (b.len && strchr(" \t\n", b.at[b.len - 1])) b.len--;
  while (from < b.len && strchr(" \t\n", b.at[from])) from++;
  const char *text = b.len == from ? "x" : arena_text(&c->arena, b.at + from, b.len - from);
  buf_release(&b);
  return text;
}
static inline struct date sample_day(int32_t from, int32_t years)
{
  return (struct date){ (from + (int32_t)chance_below((uint32_t)years)) * 10000 + (1 + (int32_t)chance_below(12)) * 100 + 1 + (int32_t)chance_below(28) };
}
static inline struct set sample_set(void)
{
  return chance_below(4) ? (struct set){ 1 | (chance_next() & 14) } : (struct set){ 0 };
}
static inline struct sample_part sample_part_new(struct ctx *c)
{
  struct sample_part p = { .colour = (enum colour)chance_below(4), .text = sample_text(c, 20, false), .colours = sample_set() };
  if (chance_below(2)) p.n = num((int32_t)chance_below(1000));
  if (chance_below(2)) p.day = sample_day(1, 9999);
  return p;
}
static inline struct sample sample_new(struct ctx *c)
{
  struct sample s = { .name = sample_text(c, 20, false), .colour = (enum colour)chance_below(4), .colours = sample_set() };
  if (chance_below(2)) s.story = sample_text(c, 200, true);
  if (chance_below(2)) s.n = num((int32_t)chance_below(100101) - 100);
  if (chance_below(2)) s.day = sample_day(1, 9999);
  if (chance_below(2)) s.past = sample_day(1900, 120);
  if (chance_below(2)) chance_bytes(s.other.b, sizeof s.other.b);
  s.parts.count = chance_below(4);
  if (s.parts.count) s.parts.at = arena_new(&c->arena, struct sample_part, s.parts.count);
  for (size_t i = 0; i < s.parts.count; i++) s.parts.at[i] = sample_part_new(c);
  return s;
}
#endif
