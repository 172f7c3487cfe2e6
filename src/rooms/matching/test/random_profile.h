/* Random profiles, from their declaration: any answer may be missing. */
#ifndef RANDOM_PROFILE_H
#define RANDOM_PROFILE_H
#include "profile.h"
#include <string.h>

static inline uint64_t next_random(uint64_t *s)
{
  *s ^= *s << 13;
  *s ^= *s >> 7;
  *s ^= *s << 17;
  return *s >> 11;
}

/* A value other than unknown. */
static inline void random_value(const struct field *f, struct profile *p, uint64_t *seed)
{
  static const char *const regions[] = { "oost-brabant", "rotterdam-rijnmond", "midden-brabant", "west-brabant", "amsterdam-amstelland", "flevoland", "groningen" };
  static const char *const languages[] = { "nl", "en", "nl ar", "tr", "pl nl" };
  const char *text = NULL;
  unsigned choice;
  struct set set;
  struct num n;
  switch (f->kind) {
  case FIELD_ENUM:
    choice = 1 + (unsigned)(next_random(seed) % (f->values->count - 1));
    memcpy(field_in(f, p), &choice, sizeof choice);
    break;
  case FIELD_SET:
    set = (struct set){ 1 | (next_random(seed) & next_random(seed) & (((uint64_t)1 << f->values->count) - 2)) };
    memcpy(field_in(f, p), &set, sizeof set);
    break;
  case FIELD_INT:
    n = num((int32_t)(next_random(seed) % (strcmp(f->name, "age") == 0 ? 70 : 60)));
    memcpy(field_in(f, p), &n, sizeof n);
    break;
  default:
    if (strcmp(f->name, "region") == 0) text = regions[next_random(seed) % COUNT(regions)];
    else if (strcmp(f->name, "languages") == 0) text = languages[next_random(seed) % COUNT(languages)];
    memcpy(field_in(f, p), &text, sizeof text);
  }
}

/* A region, and each other answer in about `known` of ten. */
static inline struct profile random_profile(uint64_t *seed, unsigned known)
{
  struct profile p = { 0 };
  for (size_t i = 0; i < profile_record.count; i++)
    if (i == 0 || next_random(seed) % 10 < known) random_value(&profile_record.fields[i], &p, seed);
  return p;
}
#endif
