#include "secret_words.h"
#include "text.h"

enum { PLACE_SHORTEST = 4 };       /* a street of three letters would be found everywhere */

/* Letters and digits only: "Verborgen straat" is "Verborgenstraat" too. */
static const char *squeezed(struct ctx *c, const char *words)
{
  char *const slug = arena_text(&c->arena, words, strlen(words));
  const char *const made = text_slug(&c->arena, words, 8 * strlen(words) + 1);
  size_t n = 0;
  for (const char *at = made; *at && n < strlen(words); at++) if (*at != '-') slug[n++] = *at;
  slug[n] = '\0';
  return slug;
}

static bool holds(struct ctx *c, const char *in, const char *part)
{
  if (!text_said(part)) return false;
  const char *const needle = squeezed(c, part);
  return strlen(needle) >= PLACE_SHORTEST && strstr(in, needle);
}

int no_secret(struct ctx *c, const struct case_file *f, const char *words, const char *field)
{
  struct address_list addresses;
  if (!text_said(words)) return OK;
  const char *const in = squeezed(c, words);
  for (size_t i = 0; i < f->file.persons.count; i++) {
    TRY(addresses_of(c, f->file.persons.at[i].id, &addresses));
    for (size_t k = 0; k < addresses.count; k++) {
      const struct address *const a = &addresses.at[k];
      if (a->secret != YES && a->kind != ADDRESS_SHELTER) continue;
      if (holds(c, in, a->street) || holds(c, in, a->postal_code))
        return fail(c, ERR_INVALID, field, N_("A secret address stands in these words. Take it out: others read this text."));
    }
  }
  return OK;
}

int no_secret_in(struct ctx *c, const struct case_file *f, const struct record *rec, const void *row)
{
  for (size_t i = 0; i < rec->count; i++) {
    const struct field *const field = &rec->fields[i];
    if (field->kind == FIELD_TEXT && !(field->flags & IN_PROGRAM)) TRY(no_secret(c, f, field_text(field, row), field->name));
  }
  return OK;
}
