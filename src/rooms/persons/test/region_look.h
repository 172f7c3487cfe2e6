/* For tests of a region: asking as somebody and looking at each answer for words that are not for them; which route shows what. */
#ifndef REGION_LOOK_H
#define REGION_LOOK_H
#include "region.h"
#include "router.h"
#include "web_state.h"

enum { ROUTES_MOST = 700, RECORDS_MOST = 200, LINKS_MOST = 6000, TOLD_MOST = 40, STRANGERS_EVERY = 5, PAGES_OF_WORKERS = 220, PAGES_OF_OTHERS = 60 };
static struct county *g;
static const struct route *routes[ROUTES_MOST];
static size_t route_count;
static struct records records;
static bool takes[ROUTES_MOST][RECORDS_MOST];              /* which route's :parameter is the id of what, as the links say */
static bool read_by_somebody[PLACES_MOST][FIELDS_MOST];
static size_t asked, wrong;

static inline int set_up(void **state)
{
  *state = g = county_new();
  static struct arena kept;
  records = all_records(&kept, rooms);
  for (size_t r = 0; rooms[r]; r++) for (const struct route *row = rooms[r]->routes; row && row->path; row++) routes[route_count++] = row;
  assert_in_range(route_count, 300, ROUTES_MOST - 1);
  assert_in_range(records.count, 60, RECORDS_MOST - 1);
  return 0;
}
static inline int tear_down(void **state) { (void)state; county_free(g); return 0; }

static inline size_t route_number(const struct route *row)
{
  for (size_t i = 0; i < route_count; i++) if (routes[i] == row) return i;
  return ROUTES_MOST;
}
static inline size_t record_number(const struct record *rec)
{
  for (size_t i = 0; i < records.count; i++) if (records.at[i] == rec) return i;
  return RECORDS_MOST;
}
static inline const struct row *row_of(struct id id)
{
  for (size_t i = 0; i < g->row_count; i++) if (id_same(g->rows[i].id, id)) return &g->rows[i];
  return NULL;
}

static inline bool is_long(void) { return getenv("KENTERING_LONG") && *getenv("KENTERING_LONG"); }

/* What the last test found counts for that test. */
static inline void none_was_wrong(void)
{
  const size_t found = wrong;
  wrong = 0;
  assert_int_equal(found, 0);
}

/* Behind the fields: words that are typed into the form of a route. */
enum { TYPED = 2000 };

/* --- answers ---------------------------------------------------------------------------------------------------- */

static inline void tells(const struct someone *p, const char *target, const struct place *at, const char *what)
{
  if (++wrong <= TOLD_MOST) print_error("%s reads at %s: %s of %s, household %zu\n", p->called, target, what, part_names[__builtin_ctz(at->part)], at->house);
}

/* Every word in it is for who asked. */
static inline void look(const struct someone *p, const char *target, const char *text, size_t size)
{
  size_t place, field;
  for (const char *at = text, *const end = text + size; (at = next_word(at, end, &place, &field)) != NULL; at++) {
    if (place >= g->place_count || (field >= g->field_count && field < TYPED)) continue;
    char what[120];
    if (field >= TYPED) snprintf(what, sizeof what, "typed at %s", routes[field - TYPED]->path);
    else snprintf(what, sizeof what, "%s.%s", g->fields[field].rec->name, g->fields[field].field->name);
    if (!may_read(p, &g->places[place])) tells(p, target, &g->places[place], what);
    else if (field < TYPED) read_by_somebody[place][field] = true;
  }
  for (const char *at = text, *const end = text + size; (at = next_number(at, end, &place, &field)) != NULL; at++) {
    if (place >= g->place_count || field >= g->field_count) continue;
    if (!may_read(p, &g->places[place])) tells(p, target, &g->places[place], "a phone number");
    else read_by_somebody[place][field] = true;
  }
}

static inline int visit(const struct someone *p, bool program, const char *target, const char *posted)
{
  const int status = ask_as(g, p, program, target, posted);
  const struct request *const r = &g->t.w->r;
  asked++;
  if (status >= 500) { print_error("%s gets %d at %s\n", p->called, status, target); wrong++; }
  look(p, target, buf_text(&g->t.w->c.out), g->t.w->c.out.len);
  for (size_t i = 0; i < r->header_count; i++) look(p, target, r->headers[i].value, strlen(r->headers[i].value));
  return status;
}

/* --- by link ---------------------------------------------------------------------------------------------------- */

struct links { char *at[LINKS_MOST]; size_t count, done; bool all; };      /* all: also pages that know nobody */
static inline void links_free(struct links *l) { for (size_t i = 0; i < l->count; i++) free(l->at[i]); *l = (struct links){ .count = 0 }; }

/* What its parameter is, where it is the id of something that is there. */
static inline void learn(const char *path)
{
  struct found found;
  struct id id;
  char text[ID_TEXT];
  if (!router_find(g->t.w->app.web->router, path, strcspn(path, "?#"), &found) || !found.part || found.part_size != ID_TEXT - 1) return;
  memcpy(text, found.part, ID_TEXT - 1);
  text[ID_TEXT - 1] = '\0';
  if (!id_parse(text, &id)) return;
  const struct row *const row = row_of(id);
  if (!row) return;
  const size_t rec = record_number(row->rec);
  if (found.get && route_number(found.get) < ROUTES_MOST) takes[route_number(found.get)][rec] = true;
  if (found.post && route_number(found.post) < ROUTES_MOST) takes[route_number(found.post)][rec] = true;
}

/* Pages of offers and rules, of which there are many and which know nobody: left to --long. */
static inline bool knows_nobody(const char *path, bool all)
{
  static const char *const before[] = { "/assets/", "/hulp", "/werk/regels/", "/werk/aanbod/", "/werk/vragen/", "/werk/delphi/" };
  for (size_t i = 0; i < (all ? 1 : COUNT(before)); i++) if (strncmp(path, before[i], strlen(before[i])) == 0) return true;
  return false;
}

static inline void add_link(struct links *to, const char *text, size_t n)
{
  char path[600];
  size_t k = 0;
  if (n >= sizeof path || *text != '/' || (n > 1 && text[1] == '/') || knows_nobody(text, to->all)) return;
  for (size_t i = 0; i < n && text[i] != '#'; i++) { path[k++] = text[i]; if (strncmp(text + i, "&amp;", 5) == 0) i += 4; }
  path[k] = '\0';
  learn(path);
  for (size_t i = 0; i < to->count; i++) if (strcmp(to->at[i], path) == 0) return;
  if (to->count < LINKS_MOST) to->at[to->count++] = strdup(path);
}
static inline void add_links(struct links *to, const char *page)
{
  static const char *const before[] = { "href=\"", "src=\"", "action=\"" };
  for (size_t k = 0; k < COUNT(before); k++)
    for (const char *at = page; (at = strstr(at, before[k])) != NULL; ) { at += strlen(before[k]); add_link(to, at, strcspn(at, "\"")); }
}

static inline void follow(const struct someone *p, size_t most)
{
  struct links l = { .all = most == LINKS_MOST };
  add_link(&l, "/werk", 5);
  add_link(&l, "/werk/huishoudens", 17);
  for (; l.done < l.count && l.done < most; l.done++) if (visit(p, false, l.at[l.done], NULL) == 200) add_links(&l, buf_text(&g->t.w->c.out));
  links_free(&l);
}

/* --- by guess ------------------------------------------------------------------------------------------------ */

/* "/werk/plannen/" of "/werk/plannen/:id/stop": what stands there is one kind of thing. */
static inline size_t before_part(const struct route *row) { return strcspn(row->path, ":"); }
static inline bool same_kind(const struct route *a, const struct route *b)
{
  return before_part(a) == before_part(b) && a->path[before_part(a)] && b->path[before_part(b)] && strncmp(a->path, b->path, before_part(a)) == 0;
}
static inline bool is_api(const struct route *row) { return strncmp(row->path, "/api/", 5) == 0; }
static inline bool has_kind(size_t route) { for (size_t r = 0; r < records.count; r++) if (takes[route][r]) return true; return false; }

static inline const char *target_of(const struct route *row, struct id id, char out[static 200])
{
  char before[100];
  snprintf(before, sizeof before, "%.*s", (int)before_part(row), row->path);
  return with_id(out, before, id, row->path + before_part(row) + strcspn(row->path + before_part(row), "/"));
}

static inline void kinds_spread(void)
{
  for (size_t i = 0; i < route_count; i++)
    for (size_t k = 0; k < route_count; k++)
      if (same_kind(routes[i], routes[k])) for (size_t r = 0; r < records.count; r++) takes[i][r] |= takes[k][r];
}
/* Where no link led, one of each kind is tried by who may read it. */
static inline void try_kinds(size_t route)
{
  char target[200];
  for (size_t r = 0; r < records.count; r++)
    for (size_t i = 0; i < g->row_count; i++) {
      const struct row *const row = &g->rows[i];
      const struct someone *p = g->people;
      if (row->rec != records.at[r] || row->place == PLACES_MOST || g->places[row->place].house == ELSEWHERE) continue;
      while (p < g->people + g->people_count && !may_read(p, &g->places[row->place])) p++;
      if (p == g->people + g->people_count) continue;
      if (visit(p, is_api(routes[route]), target_of(routes[route], row->id, target), NULL) == 200) takes[route][r] = true;
      break;
    }
}

/* Rooms whose files belong to parties of a household. */
static const char *const rooms_of_files[] = { "persons", "cases", "plans", "rights", "referrals", "matching", "assessments" };
static inline bool is_of_files(const struct route *row)
{
  for (size_t r = 0; rooms[r]; r++)
    for (size_t i = 0; i < COUNT(rooms_of_files); i++)
      for (const struct route *k = rooms[r]->routes; strcmp(rooms[r]->name, rooms_of_files[i]) == 0 && k && k->path; k++) if (k == row) return true;
  return strncmp(row->path, "/werk/huishoudens/", 18) == 0 || strncmp(row->path, "/werk/gronden/", 14) == 0 || strncmp(row->path, "/werk/dossiers/", 15) == 0;
}
/* Their parameter is no id of a file: a link that is sent, a rule, somebody's absence, what the privacy officer was asked. */
static inline bool takes_no_file(const struct route *row)
{
  static const char *const parts[] = { ":token", "/werk/regels/", "/werk/afwezig/", "/fg/", "/werk/vrijgaven/", "/werk/adviezen/", "/werk/plandossiers/" };
  for (size_t i = 0; i < COUNT(parts); i++) if (strstr(row->path, parts[i])) return true;
  return false;
}
static inline void kinds_learnt(void)
{
  size_t unknown = 0;
  for (size_t i = 0; i < route_count; i++) if (strcmp(routes[i]->path, "/api/v1/contacts/:id") == 0) takes[i][record_number(&contact_way_record)] = true;     /* nothing is read there */
  kinds_spread();
  for (size_t i = 0; i < route_count; i++)
    if (routes[i]->method == GET && strchr(routes[i]->path, ':') && is_of_files(routes[i]) && !takes_no_file(routes[i]) && !has_kind(i)) { try_kinds(i); kinds_spread(); }
  for (size_t i = 0; i < route_count; i++)
    if (strchr(routes[i]->path, ':') && is_of_files(routes[i]) && !has_kind(i) && !takes_no_file(routes[i]) && ++unknown) print_error("what is the parameter of %s?\n", routes[i]->path);
  assert_int_equal(unknown, 0);
}

/* The answer as it would be for any id: what hangs on chance and on the id itself is left out. */
static inline const char *plain_answer(struct id id, int status)
{
  struct buf b = { 0 };
  char text[ID_TEXT];
  const char *at = buf_text(&g->t.w->c.out);
  id_format(id, text);
  put_int(&b, status);
  put(&b, header_of(g->t.w, "Location"));
  while (*at) {
    if (strncmp(at, text, ID_TEXT - 1) == 0) { put(&b, "ID"); at += ID_TEXT - 1; continue; }
    if (strncmp(at, "name=\"form_token\" value=\"", 25) == 0) { at += 25; at += strcspn(at, "\""); continue; }
    put_char(&b, *at++);
  }
  char *const out = strdup(buf_text(&b));
  buf_release(&b);
  return out;
}

static inline void differs(const struct someone *p, const char *target, const char *one, const char *none)
{
  size_t i = 0;
  while (one[i] && one[i] == none[i]) i++;
  if (++wrong <= TOLD_MOST) print_error("%s sees at %s that it is there: …%.160s… instead of …%.160s…\n", p->called, target, one + (i > 60 ? i - 60 : 0), none + (i > 60 ? i - 60 : 0));
}

static const struct id nothing = { { 0x4e, 0x1c, 0x55, 0x02, 0x9d, 0x3b, 0x40, 0x11, 0x8a, 0x20, 0x66, 0x7b, 0x01, 0xd4, 0xe3, 0x9f } };

/* How far a referral is, without a word of whose, is known to colleagues of who refers and of the provider, and to who watches the region. */
static inline bool may_know_of(const struct someone *p, const struct row *at)
{
  if (at->rec != &referral_record || p->role == ROLE_REGION) return at->rec == &referral_record;
  for (size_t i = 0; i < g->people_count; i++) if (may_read(&g->people[i], &g->places[at->place]) && id_same(g->people[i].organisation, p->organisation)) return true;
  return false;
}
#endif
