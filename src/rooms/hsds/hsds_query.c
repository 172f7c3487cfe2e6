#include "hsds_internal.h"
#include "calendar.h"

DEFINE_CHOICES(hsds_format, HSDS_FORMATS)
DEFINE_CHOICES(hsds_switch, HSDS_SWITCHES)

/* --- values ------------------------------------------------------------------------------ */

static bool two_digits(const char **at, int most, int *out)
{
  const char *const s = *at;
  if (s[0] < '0' || s[0] > '9' || s[1] < '0' || s[1] > '9') return false;
  *out = (s[0] - '0') * 10 + (s[1] - '0');
  *at += 2;
  return *out <= most;
}

/* "Z", "+02:00", "-0130", or nothing; in a query string a plus that was not encoded came in as a space. */
static bool read_zone(const char *s, int *minutes)
{
  int hours, rest;
  const bool minus = *s == '-';
  *minutes = 0;
  if (!*s || ((*s == 'Z' || *s == 'z') && !s[1])) return true;
  if (*s != '+' && *s != '-' && *s != ' ') return false;
  s++;
  if (!two_digits(&s, 23, &hours)) return false;
  if (*s == ':') s++;
  if (!two_digits(&s, 59, &rest) || *s) return false;
  *minutes = (hours * 60 + rest) * (minus ? -1 : 1);
  return true;
}

/* "12:30", "12:30:59", "12:30:59.250" and a zone, as milliseconds of the day. */
static bool read_time(const char *s, int64_t *out)
{
  int hours, minutes, seconds = 0, zone;
  int64_t part = 0;
  if (!two_digits(&s, 23, &hours) || *s++ != ':' || !two_digits(&s, 59, &minutes)) return false;
  if (*s == ':') {
    s++;
    if (!two_digits(&s, 60, &seconds)) return false;
    if (*s == '.') {
      s++;
      if (*s < '0' || *s > '9') return false;
      for (int unit = 100; *s >= '0' && *s <= '9'; s++, unit /= 10) part += (int64_t)(*s - '0') * unit;
    }
  }
  if (!read_zone(s, &zone)) return false;
  *out = ((hours * 60 + minutes - zone) * 60 + seconds) * (int64_t)1000 + part;
  return true;
}

bool hsds_instant(const char *text, int64_t *out)
{
  char iso[DATE_TEXT] = { 0 };
  struct date day;
  int64_t time = 0;
  if (strnlen(text, 11) < 10) return false;
  memcpy(iso, text, DATE_TEXT - 1);
  if (!date_parse(iso, &day)) return false;
  if (text[10] && ((text[10] != 'T' && text[10] != 't' && text[10] != ' ') || !read_time(text + 11, &time))) return false;
  *out = date_days_between((struct date){ 19700101 }, day) * (int64_t)86400000 + time;
  return true;
}

const char *hsds_postcode(struct arena *a, const char *text)
{
  char code[7] = { 0 };
  size_t n = 0;
  for (; *text; text++) {
    const char ch = *text >= 'a' && *text <= 'z' ? (char)(*text - 32) : *text;
    if (ch == ' ' && n == 4) continue;
    const bool fits = n < 4 ? ch >= '0' && ch <= '9' : ch >= 'A' && ch <= 'Z';
    if (!fits || n == 6) return NULL;
    code[n++] = ch;
  }
  return n == 4 || n == 6 ? arena_text(a, code, n) : NULL;
}

static const char *check_id(struct ctx *c, const char *text)
{
  struct id id;
  (void)c;
  return id_parse(text, &id) ? NULL : N_("This is not an id (a UUID).");
}
static const char *check_instant(struct ctx *c, const char *text)
{
  int64_t at;
  (void)c;
  return hsds_instant(text, &at) ? NULL : N_("Write a date or a moment, such as 2026-01-31T12:00:00Z.");
}
static const char *check_postcode(struct ctx *c, const char *text)
{
  return hsds_postcode(&c->arena, text) ? NULL : N_("Write a postal code, such as 1234 AB.");
}
bool hsds_asks_id(const struct field *f) { return f->check == check_id; }
bool hsds_asks_instant(const struct field *f) { return f->check == check_instant; }

/* --- what each end point accepts: labels are for the description of the interface, in English ---- */

#define Q_SEARCH   F_TEXT(hsds_query, search,   OPTIONAL, "Words to search for.", .max = 200)
#define Q_PAGE     F_INT(hsds_query, page,      OPTIONAL, "Number of the page, from 1.", .min = 1, .max = 1000000)
#define Q_PER_PAGE F_INT(hsds_query, per_page,  OPTIONAL, "Items on a page.", .min = 1, .max = 100)
#define Q_FORMAT   F_ENUM(hsds_query, format,   OPTIONAL, hsds_format, "json: a page. ndjson: everything, an item a line, without pages.")
#define Q_TERM     F_TEXT(hsds_query, taxonomy_term_id, OPTIONAL, "Only what has this term as an attribute.", .check = check_id)
#define Q_TAXONOMY F_TEXT(hsds_query, taxonomy_id, OPTIONAL, "Only what has a term of this taxonomy.", .check = check_id)
#define Q_OF       F_TEXT(hsds_query, organization_id, OPTIONAL, "Only what this organisation provides.", .check = check_id)
#define Q_AFTER    F_TEXT(hsds_query, modified_after, OPTIONAL, "Only what was changed at this moment or later, or at a moment not known.", .check = check_instant)
#define Q_FULL     F_ENUM(hsds_query, full,     OPTIONAL, hsds_switch, "With everything nested.")
#define Q_SERVICE  F_ENUM(hsds_query, full_service, OPTIONAL, hsds_switch, "The services of an organisation with everything nested.")

static const struct field services[] = {
  Q_SEARCH, Q_PAGE, Q_PER_PAGE, Q_FORMAT, Q_TERM, Q_TAXONOMY, Q_OF, Q_AFTER,
  F_ENUM(hsds_query, minimal, OPTIONAL, hsds_switch, "Only id and last_modified; without per_page all on one page."),
  Q_FULL,
};
static const struct field sites[] = {
  Q_SEARCH, Q_PAGE, Q_PER_PAGE, Q_FORMAT, Q_TERM, Q_TAXONOMY, Q_OF, Q_AFTER, Q_FULL,
  F_TEXT(hsds_query, postcode, OPTIONAL, "Only visitable places with this postal code, or its four digits.", .check = check_postcode),
  F_INT (hsds_query, proximity, OPTIONAL, "Metres round the postal code. No coordinates are held: the answer is that of the postal code alone.", .max = 1000000),
};
static const struct field organizations[] = { Q_SEARCH, Q_PAGE, Q_PER_PAGE, Q_FORMAT, Q_FULL, Q_SERVICE, Q_TERM, Q_TAXONOMY };
static const struct field organization[] = { Q_SERVICE };
static const struct field taxonomies[] = { Q_SEARCH, Q_PAGE, Q_PER_PAGE, Q_FORMAT };
static const struct field terms[] = {
  Q_SEARCH, Q_PAGE, Q_PER_PAGE, Q_FORMAT,
  F_TEXT(hsds_query, taxonomy_id, OPTIONAL, "Only terms of this taxonomy.", .check = check_id),
  F_ENUM(hsds_query, top_only, OPTIONAL, hsds_switch, "Only terms without a parent. Our taxonomies have one level: all terms."),
  F_TEXT(hsds_query, parent_id, OPTIONAL, "Only terms under this one. Our taxonomies have one level: none.", .check = check_id),
};

#define ACCEPTS(table) { .name = "hsds_query", .size = sizeof(struct hsds_query), .count = COUNT(table), .fields = (table), .part = true }
const struct record hsds_nothing = { .name = "hsds_query", .size = sizeof(struct hsds_query), .part = true };
const struct record hsds_services = ACCEPTS(services);
const struct record hsds_sites = ACCEPTS(sites);
const struct record hsds_organizations = ACCEPTS(organizations);
const struct record hsds_organization = ACCEPTS(organization);
const struct record hsds_taxonomies = ACCEPTS(taxonomies);
const struct record hsds_terms = ACCEPTS(terms);
