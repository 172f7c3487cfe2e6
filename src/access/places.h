/* Regions, municipalities and holidays: data files. The shipped ones serve until the administrator puts a file of the
 * same name into the data folder (regions.csv, municipalities.csv, holidays.csv). Working
 * days are counted by the holidays: terms.h. */
#ifndef PLACES_H
#define PLACES_H
#include "fields.h"

#define REGION_NATIONWIDE "landelijk"

struct region { const char *slug, *name, *name_en, *veilig_thuis_phone; };
DECLARE_RECORD(region);
struct municipality { const char *slug, *name, *region; };
DECLARE_RECORD(municipality);
struct holiday { struct date date; const char *name_nl, *name_en; };
DECLARE_RECORD(holiday);

struct places {
  struct region_list regions;                    /* at most 60, the nationwide one among them */
  struct municipality_list municipalities;
  struct holiday_list holidays;
};

/* Reads the files of `data_folder` (NULL: only the shipped ones). ERR_INVALID: stderr has file,
 * row, key and cell of what is wrong. Lives in c->arena. */
MUST_USE int places_load(struct ctx *c, const char *data_folder, struct places *out);

/* NULL if there is none of that slug. */
const struct region *region_find(const struct places *p, const char *slug, size_t len);
const struct municipality *municipality_find(const struct places *p, const char *slug, size_t len);
/* In the reader's language. */
const char *region_name(const struct ctx *c, const struct region *r);
/* The own regions, without the nationwide one, and all municipalities, after "Choose": for a field that is answered by a slug. In c->arena. */
struct choices regions_to_choose(struct ctx *c);
struct choices municipalities_to_choose(struct ctx *c);

/* Field checks: slugs separated by spaces, each known (a missing c->places accepts all). */
const char *check_regions(struct ctx *c, const char *slugs);
const char *check_municipalities(struct ctx *c, const char *slugs);
/* ISO 639-1 codes separated by spaces. */
const char *check_languages(struct ctx *c, const char *codes);
#endif
