/* The pages that watch over privacy, through all of the house: emergency access, the journal's exports, grounds, handing over, retention. */
#include "../../persons/test/world.h"
#include "grounds.h"
#include "handover.h"
#include "journal.h"
#include "retention.h"
#include "text.h"

static struct world *w;
static char path[200];
static uint64_t sent = 100;                  /* rows of two forms of one instant get other ids */
static int set_up(void **state) { *state = w = world_new(); return 0; }
static int tear_down(void **state) { (void)state; world_free(w); return 0; }

enum { TEAM, SHELTER, OTHER_TEAM, DIRECTOR, PRIVACY, SIXTH };

/* What a colleague gets to see there, in the console's arena. Without the tokens of its forms, which hold the time. */
static const char *page_of(size_t n, const char *target, const char *posted, int status)
{
  static const char token[] = "name=\"form_token\" value=\"";
  struct scratch *const s = w->s;
  const int rc = asks(w, n, posted ? ++sent : 9, target, posted);
  if (rc != status) print_error("%s of %zu: %d\n", target, n, rc);
  assert_int_equal(rc, status);
  char *const page = arena_alloc(&s->c.arena, w->c.out.len + 1);
  memcpy(page, buf_text(&w->c.out), w->c.out.len + 1);
  for (char *at = strstr(page, token); at; at = strstr(at, token)) {
    at += strlen(token);
    memset(at, '-', strcspn(at, "\""));
  }
  return page;
}
static void same(const char *page, const char *other)
{
  size_t i = 0;
  while (page[i] && page[i] == other[i]) i++;
  if (page[i] != other[i]) print_error("from here on: %.200s\nand: %.200s\n", &page[i], &other[i]);
  assert_int_equal(page[i], other[i]);
}
static size_t times(const char *page, const char *part)
{
  size_t n = 0;
  for (const char *at = strstr(page, part); at; at = strstr(at + 1, part)) n++;
  return n;
}
static const char *number_of(struct id id) { return arg_id(&w->s->c.arena, id); }
/* Exactly what is answered where nothing is: to a person, or to a program. */
static void nothing_there(size_t n, const char *target, const char *posted)
{
  const char *const page = page_of(n, target, posted, 404);
  same(page, page_of(n, *page == '{' ? "/api/v1/bestaat-niet" : "/werk/bestaat-niet", NULL, 404));
}

/* Colleague 0 works for side A, 1 for B; both have a person whom the household knows. */
struct two { struct id household, common, side_a, side_b, person_a, person_b; };
static struct two two_sides(void)
{
  struct scratch *const s = w->s;
  struct two t;
  as(w, TEAM);
  t.household = opens(s, MY_SIDE_A);
  const struct household_file f = file_of(s, t.household);
  t.common = f.household.compartment;
  t.side_a = f.sides.at[0].id;
  t.person_a = adds(s, t.side_a, "Bram", "Voorbeeld", MEMBER_USES, "Bram");
  const struct involvement row = { .account = w->at[SHELTER].account, .organisation = w->at[SHELTER].organisation, .compartment = t.common, .household = t.household,
    .purpose = PURPOSE_HELP, .since = { s->c.now }, .given_by = w->at[TEAM].account };
  MUST(record_insert(&s->c, involvement, &row, NULL));
  as(w, SHELTER);
  MUST(side_open(&s->c, t.household, SIDE_B, &t.side_b));
  t.person_b = adds(s, t.side_b, "Noor", "Proefstra", MEMBER_EXPERIENCES, "Noor");
  return t;
}

/* --- emergency access ------------------------------------------------------------------------------------------------- */

#define HERS "surname=proefstra&birth=1980-02-29&reason=Hij+staat+voor+de+deur"
#define HIS  "surname=voorbeeld&birth=1980-02-29&reason=Dreigt+met+een+mes"

static void the_privacy_officer_sees_who_when_and_which_file_and_neither_reason_nor_person(void **state)
{
  struct scratch *const s = w->s;
  const struct two t = two_sides();
  struct person p;
  struct household_side side;
  (void)state;
  assert_int_equal(times(page_of(PRIVACY, "/fg/noodtoegang", NULL, 200), "Niemand gebruikte noodtoegang"), 1);
  MUST(person_get(&s->c, t.person_b, &p));
  MUST(side_get(&s->c, t.side_b, &side));
  page_of(DIRECTOR, "/werk/noodtoegang", HERS, 303);
  const char *const page = page_of(PRIVACY, "/fg/noodtoegang", NULL, 200);
  assert_int_equal(times(page, "<tr>"), 2);                           /* the head, and one line for one use */
  assert_true(times(page, "regie@proef.invalid") && times(page, "Regie Proefregio"));
  assert_true(times(page, "24 november 2025, 17:00") && times(page, "24 november 2025, 21:00"));
  const struct id files[] = { p.compartment, side.compartment, t.common };
  for (size_t i = 0; i < COUNT(files); i++) assert_int_equal(times(page, JOIN(&s->c.arena, "<code>", number_of(files[i]))), 1);
  static const char *const never[] = { "voor de deur", "Noor", "Proefstra", "Bram", "Voorbeeld", "Huishouden aan het water", "Kant B" };
  for (size_t i = 0; i < COUNT(never); i++) assert_int_equal(times(page, never[i]), 0);
  for (size_t n = 0; n < PRIVACY; n++) nothing_there(n, "/fg/noodtoegang", NULL);
}

static void an_emergency_that_ended_earlier_says_so(void **state)
{
  struct scratch *const s = w->s;
  const struct two t = two_sides();
  (void)state;
  page_of(DIRECTOR, "/werk/noodtoegang", HERS, 303);
  s->c.now += 10 * 60 * 1000;
  as(w, DIRECTOR);
  MUST(involvement_end(&s->c, w->at[DIRECTOR].account, t.household));
  const char *const page = page_of(PRIVACY, "/fg/noodtoegang", NULL, 200);
  assert_true(times(page, "eerder be") && times(page, "24 november 2025, 17:10"));
}

static void those_of_the_side_see_who_opened_it_and_why(void **state)
{
  const struct two t = two_sides();
  (void)state;
  with_id(path, "/werk/huishoudens/", t.household, "/noodtoegang");
  assert_int_equal(times(page_of(SHELTER, path, NULL, 200), "noodtoegang, voor zover"), 1);
  page_of(DIRECTOR, "/werk/noodtoegang", HERS, 303);
  const char *const page = page_of(SHELTER, path, NULL, 200);
  assert_int_equal(times(page, "Hij staat voor de deur"), 3);          /* the person, the side, what the household shares */
  assert_int_equal(times(page, "regie@proef.invalid"), 3);
  nothing_there(OTHER_TEAM, path, NULL);
}

/* Twin worlds, in one: whatever is done in an emergency for her leaves every byte of the pages of those who work for him. */
static void an_emergency_on_the_other_side_changes_no_byte_whoever_it_was(void **state)
{
  struct scratch *const s = w->s;
  const struct two t = two_sides();
  char looked[200];
  (void)state;
  with_id(path, "/werk/huishoudens/", t.household, "/noodtoegang");
  with_id(looked, "/werk/huishoudens/", t.household, "/ingezien");
  as(w, TEAM);
  const struct household_file f = file_of(s, t.household);
  console(w);
  const struct id his[] = { t.common, f.sides.at[0].compartment, f.persons.at[0].compartment };
  for (size_t i = 0; i < COUNT(his); i++) {                            /* the director works for him already */
    const struct involvement row = { .account = w->at[DIRECTOR].account, .organisation = w->at[DIRECTOR].organisation, .compartment = his[i], .household = t.household,
      .purpose = PURPOSE_DIRECTION, .since = { s->c.now }, .given_by = w->at[TEAM].account };
    MUST(record_insert(&s->c, involvement, &row, NULL));
  }
  const char *const before = page_of(TEAM, path, NULL, 200);
  page_of(DIRECTOR, "/werk/noodtoegang", HERS, 303);
  same(before, page_of(TEAM, path, NULL, 200));
  assert_int_equal(times(page_of(TEAM, looked, NULL, 200), "utrecht-status-badge--warning"), 0);
  assert_int_equal(times(page_of(SHELTER, path, NULL, 200), "Hij staat voor de deur"), 3);
  s->c.now += 60 * 1000;
  page_of(DIRECTOR, "/werk/noodtoegang", HIS, 303);
  const char *const after = page_of(TEAM, path, NULL, 200);
  assert_int_equal(times(after, "Dreigt met een mes"), 3);
  assert_int_equal(times(after, "voor de deur"), 0);
  assert_true(times(page_of(TEAM, looked, NULL, 200), "utrecht-status-badge--warning") > 0);
  assert_int_equal(times(page_of(SHELTER, path, NULL, 200), "Dreigt met een mes"), 0);
}

/* --- the journal leaves the house --------------------------------------------------------------------------------------- */

enum { MANY = 5120 };
static int many_body(struct ctx *c, void *arg)
{
  (void)arg;
  for (int i = 0; i < MANY; i++) TRY(journal_event(c, "event", "thing", ID_NONE, ID_NONE, NULL));
  return OK;
}

/* The path behind "<…>" of the Link header; NULL: there is none. */
static const char *linked_next(void)
{
  const char *const link = header_of(w, "Link"), *const end = strstr(link, ">; rel=\"next\"");
  return end ? arena_text(&w->s->c.arena, link + 1, (size_t)(end - link - 1)) : NULL;
}

static void an_export_that_does_not_hold_everything_says_so_and_leads_to_the_rest(void **state)
{
  static const struct { const char *path, *line, *cut, *whole; } exports[] = {
    { "/fg/logboek.csv", ",\"thing\",", "attachment; filename=\"logboek-nieuwste-5000.csv\"", "attachment; filename=\"logboek.csv\"" },
    { "/fg/logboek.json", "\"object_kind\":\"thing\"", "attachment; filename=\"logboek-nieuwste-5000.json\"", "attachment; filename=\"logboek.json\"" } };
  struct scratch *const s = w->s;
  (void)state;
  console(w);
  MUST(db_transaction(&s->c, many_body, NULL));
  for (size_t i = 0; i < COUNT(exports); i++) {
    size_t lines = times(page_of(PRIVACY, exports[i].path, NULL, 200), exports[i].line);
    assert_in_range(lines, 4900, 5000);
    assert_string_equal(header_of(w, "Content-Disposition"), exports[i].cut);
    const char *const next = linked_next();
    assert_non_null(next);
    lines += times(page_of(PRIVACY, next, NULL, 200), exports[i].line);
    assert_int_equal(lines, MANY);
    assert_null(linked_next());
    assert_string_equal(header_of(w, "Content-Disposition"), exports[i].whole);
  }
  assert_int_equal(raw_number(s, "SELECT count(*) FROM journal WHERE verb = 'export' AND note = 'first 5000'"), 2);
  assert_int_equal(raw_number(s, "SELECT count(*) FROM journal WHERE verb = 'export' AND note = 'all'"), 2);
}

static void the_journal_is_leafed_through_to_its_first_line(void **state)
{
  struct scratch *const s = w->s;
  const char *target = "/fg/logboek?soort=hand_over";
  size_t rows = 0;
  int pages = 0;
  (void)state;
  console(w);
  for (int i = 0; i < 120; i++) MUST(journal_event(&s->c, "hand_over", "household", ID_NONE, ID_NONE, NULL));
  while (target && pages++ < 10) {
    const char *const page = page_of(PRIVACY, target, NULL, 200), *const end = strstr(page, "\" rel=\"next\"");
    rows += times(page, "<tr>") - 1;
    const char *from = end;
    while (from && strncmp(from, "href=\"", 6) != 0) from--;
    struct buf b = { 0 };
    for (const char *at = from ? from + 6 : NULL; at && at < end; at++) {
      put_char(&b, *at);
      if (strncmp(at, "&amp;", 5) == 0) at += 4;
    }
    target = from ? buf_to_arena(&s->c.arena, &b) : NULL;
  }
  assert_int_equal(rows, 120);
  assert_int_equal(pages, 3);
}

static void only_who_may_read_the_journal_exports_it_and_the_journal_tells_who_did(void **state)
{
  static const char *const paths[] = { "/fg/logboek.csv", "/fg/logboek.json" };
  struct scratch *const s = w->s;
  (void)state;
  hire(w, SIXTH, "auditor@proef.invalid", "Toezicht", ROLE_AUDITOR);
  for (size_t i = 0; i < COUNT(paths); i++) {
    for (size_t n = 0; n < PRIVACY; n++) nothing_there(n, paths[i], NULL);
    page_of(PRIVACY, paths[i], NULL, 200);
    page_of(SIXTH, paths[i], NULL, 200);
  }
  assert_int_equal(raw_number(s, "SELECT count(*) FROM journal WHERE verb = 'export'"), 4);
  assert_int_equal(raw_number(s, "SELECT count(*) FROM journal JOIN account ON account.id = journal.actor WHERE journal.verb = 'export' AND journal.record = 'journal'"
    " AND journal.role IN ('fg', 'auditor') AND account.mail IN ('fg@proef.invalid', 'auditor@proef.invalid')"), 4);
}

/* Rather nothing than all of the journal where a part of it was asked. */
static void what_cannot_be_searched_for_is_not_exported(void **state)
{
  static const char *const wrong[] = { "?van=gisteren", "?dossier=onzin", "?collega=niemand@proef.invalid", "?van=2025-11-24&tot=2025-11-23", "?soort=onzin" };
  (void)state;
  for (size_t i = 0; i < COUNT(wrong); i++) {
    page_of(PRIVACY, JOIN(&w->s->c.arena, "/fg/logboek.csv", wrong[i]), NULL, 400);
    assert_int_equal(times(page_of(PRIVACY, JOIN(&w->s->c.arena, "/fg/logboek", wrong[i]), NULL, 200), "k-errors"), 1);
  }
  assert_int_equal(raw_number(w->s, "SELECT count(*) FROM journal WHERE verb = 'export'"), 0);
}

/* --- grounds ------------------------------------------------------------------------------------------------------------------ */

static const char *ground_page(const struct two *t)
{
  struct scratch *const s = w->s;
  struct household_side side;
  as(w, TEAM);
  MUST(side_get(&s->c, t->side_a, &side));
  return with_id(path, "/werk/dossiers/", side.compartment, "/grond");
}

static void the_ground_form_offers_the_other_organisations_that_work_here(void **state)
{
  struct scratch *const s = w->s;
  const struct two t = two_sides();
  (void)state;
  console(w);
  MUST(organisation_add(&s->c, &(struct organisation){ .name = "Alleen op de kaart", .region = "oost-brabant" }, NULL));
  MUST(organisation_add(&s->c, &(struct organisation){ .name = "Opvang Zeeuws", .kind = ORGANISATION_SHELTER, .region = "zeeland" }, NULL));
  MUST(organisation_add(&s->c, &(struct organisation){ .name = "Landelijk Werk", .kind = ORGANISATION_OTHER, .region = "landelijk" }, NULL));
  MUST(organisation_add(&s->c, &(struct organisation){ .name = "Regio Onbekend", .kind = ORGANISATION_OTHER }, NULL));
  const struct organisation police = { .name = "Politie Zeeuws", .kind = ORGANISATION_POLICE, .region = "zeeland" };
  struct post post = { .account = w->at[OTHER_TEAM].account, .role = ROLE_POLICE, .region = "oost-brabant" };
  MUST(organisation_add(&s->c, &police, &post.organisation));
  MUST(post_ask(&s->c, &post, NULL));                                  /* of another region, and somebody works for it here */
  const char *const page = page_of(TEAM, ground_page(&t), NULL, 200);
  static const char *const there[] = { "Politie Zeeuws", "Opvang Testhuis", "Wijkteam Elders", "Landelijk Werk", "Regio Onbekend" }, *const not[] = { "Wijkteam Proefdorp", "Alleen op de kaart", "Opvang Zeeuws" };
  for (size_t i = 0; i < COUNT(there); i++) assert_int_equal(times(page, JOIN(&s->c.arena, "<option value=\"", there[i], "\"")), 1);
  for (size_t i = 0; i < COUNT(not); i++) assert_int_equal(times(page, JOIN(&s->c.arena, "<option value=\"", not[i], "\"")), 0);
}

/* What stands in that part, which must be of that one thing. */
static void grounded(struct id compartment, enum shared_thing thing)
{
  struct scratch *const s = w->s;
  struct ground_list rows;
  as(w, TEAM);
  MUST(involvement_open(&s->c, compartment));
  MUST(grounds_of(&s->c, compartment, &rows));
  assert_int_equal(rows.count, 1);
  assert_int_equal(rows.at[0].things.bits >> 1, set_with((struct set){ 0 }, thing).bits >> 1);
}

static void one_form_writes_the_ground_of_several_parts_and_the_refusal_names_what_is_missing(void **state)
{
  static const char involve[] = "mail=ander%40proef.invalid&part=a&purpose=help", missing[] = "Wat het huishouden deelt, Kant A, Bram Voorbeeld";
  struct scratch *const s = w->s;
  const struct two t = two_sides();
  struct household_side side;
  struct person p;
  char asked[200];
  (void)state;
  as(w, TEAM);
  MUST(side_get(&s->c, t.side_a, &side));
  MUST(person_get(&s->c, t.person_a, &p));
  with_id(asked, "/werk/huishoudens/", t.household, "/betrokkenen");
  assert_non_null(strstr(page_of(TEAM, asked, involve, 422), missing));
  const char *const form = page_of(TEAM, ground_page(&t), NULL, 200), *const common = JOIN(&s->c.arena, "ook.", number_of(t.common)), *const person = JOIN(&s->c.arena, "ook.", number_of(p.compartment));
  assert_int_equal(times(form, JOIN(&s->c.arena, "name=\"", common, "\"")), 1);
  assert_int_equal(times(form, JOIN(&s->c.arena, "name=\"", person, "\"")), 1);
  static const char ground[] = "organisatie=Wijkteam+Elders&purpose=help&ground=consent&how=Bram+zei+het+zelf&since=2025-11-20&things=file&";
  const char *const ticks = JOIN(&s->c.arena, ground, common, "=ja&", person, "=ja");
  const char *const again = page_of(TEAM, path, ticks, 422);                   /* of the household only what it shares */
  assert_int_equal(times(again, JOIN(&s->c.arena, "name=\"", common, "\" value=\"ja\" checked")), 1);
  page_of(TEAM, path, JOIN(&s->c.arena, ticks, "&things=household&ook.", number_of(t.household), "=ja"), 404);
  page_of(TEAM, path, JOIN(&s->c.arena, ticks, "&things=household"), 303);
  grounded(side.compartment, SHARED_FILE);
  grounded(p.compartment, SHARED_FILE);
  grounded(t.common, SHARED_HOUSEHOLD);
  page_of(TEAM, asked, involve, 303);
}

static void an_organisation_that_is_not_offered_is_refused_and_what_was_typed_stays(void **state)
{
  static const struct { const char *name, *said; } refused[] = { { "Bestaat+Niet", "werkt hier" }, { "Alleen+op+de+kaart", "werkt hier" }, { "Opvang+Zeeuws", "werkt hier" },
    { "Wijkteam+Proefdorp", "eigen organisatie" }, { "", "organisatie" } };
  struct scratch *const s = w->s;
  const struct two t = two_sides();
  (void)state;
  console(w);
  MUST(organisation_add(&s->c, &(struct organisation){ .name = "Alleen op de kaart" }, NULL));
  MUST(organisation_add(&s->c, &(struct organisation){ .name = "Opvang Zeeuws", .kind = ORGANISATION_SHELTER, .region = "zeeland" }, NULL));
  ground_page(&t);
  for (size_t i = 0; i < COUNT(refused); i++) {
    const char *const page = page_of(TEAM, path, JOIN(&s->c.arena, "organisatie=", refused[i].name, "&things=file&purpose=help&ground=consent&how=Bram+zei+het+zelf&since=2025-11-20"), 422);
    const char *const errors = strstr(page, "k-errors"), *const end = errors ? strstr(errors, "<form") : NULL;
    assert_true(errors && end);
    const char *const summary = arena_text(&s->c.arena, errors, (size_t)(end - errors));
    assert_int_equal(times(summary, "#f-organisatie"), 1);
    assert_true(times(summary, refused[i].said) > 0);
    assert_int_equal(times(page, "Bram zei het zelf"), 1);
    assert_int_equal(times(page, "value=\"2025-11-20\""), 1);
    assert_int_equal(times(page, "value=\"file\" checked") + times(page, "value=\"consent\" checked"), 2);
  }
  assert_int_equal(raw_number(s, "SELECT count(*) FROM ground"), 0);
  page_of(TEAM, path, "organisatie=Opvang+Testhuis&things=file&purpose=help&ground=consent&how=Bram+zei+het+zelf", 303);
  assert_int_equal(raw_number(s, "SELECT count(*) FROM ground"), 1);
}

/* --- handing over ---------------------------------------------------------------------------------------------------------------- */

static struct id joins(const char *mail, size_t colleague_of, enum role role)
{
  struct scratch *const s = w->s;
  struct id id;
  console(w);
  MUST(account_add(&s->c, &(struct account){ .name = mail, .mail = mail, .language = "nl" }, &id));
  MUST(post_ask(&s->c, &(struct post){ .account = id, .organisation = w->at[colleague_of].organisation, .role = role, .region = "oost-brabant" }, NULL));
  return id;
}
/* Colleague 5 leads the team of 0, who left the household; Kim works there too. */
struct left { struct id household, side, kim; };
static struct left left_behind(void)
{
  struct scratch *const s = w->s;
  struct left l;
  char token[SESSION_TOKEN_TEXT];
  as(w, TEAM);
  l.household = opens(s, MY_SIDE_A);
  l.side = file_of(s, l.household).sides.at[0].id;
  l.kim = joins("kim@proef.invalid", TEAM, ROLE_TEAM);
  struct colleague *const lead = &w->at[SIXTH];
  *lead = (struct colleague){ .account = joins("leiding@proef.invalid", TEAM, ROLE_TEAM_LEAD), .organisation = w->at[TEAM].organisation, .role = ROLE_TEAM_LEAD };
  MUST(session_begin(&s->c, lead->account, ID_NONE, (struct set){ 0 }, "test", true, token));
  snprintf(lead->cookie, sizeof lead->cookie, "kentering=%s", token);
  as(w, TEAM);
  MUST(involvement_end(&s->c, w->at[TEAM].account, l.household));
  return l;
}
static const char *handing(const struct left *l, const char *reason)
{
  return JOIN(&w->s->c.arena, "from=", number_of(w->at[TEAM].account), "&to=", number_of(l->kim), "&reason=", reason);
}

static void a_lead_hands_over_what_a_colleague_left_and_sending_twice_does_nothing_twice(void **state)
{
  struct scratch *const s = w->s;
  const struct left l = left_behind();
  struct household_side side;
  (void)state;
  with_id(path, "/werk/overdragen/", l.household, "");
  const char *const page = page_of(SIXTH, path, NULL, 200);
  assert_int_equal(times(page, JOIN(&s->c.arena, "<option value=\"", number_of(w->at[TEAM].account), "\">team@proef.invalid")), 2);
  assert_int_equal(times(page, JOIN(&s->c.arena, "<option value=\"", number_of(l.kim), "\">kim@proef.invalid")), 1);
  assert_int_equal(times(page, "Huishouden aan het water"), 0);
  page_of(SIXTH, path, "from=&to=&reason=", 422);
  page_of(SIXTH, path, JOIN(&s->c.arena, "from=onzin&to=", number_of(l.kim), "&reason=left"), 422);
  assert_int_equal(raw_number(s, "SELECT count(*) FROM journal WHERE verb = 'hand_over'"), 0);
  page_of(SIXTH, path, handing(&l, "left"), 303);
  const int64_t rows = raw_number(s, "SELECT count(*) FROM involvement");
  assert_int_equal(rows, 4);                                           /* both compartments: once hers, once Kim's */
  nothing_there(SIXTH, path, handing(&l, "left"));
  assert_int_equal(raw_number(s, "SELECT count(*) FROM involvement"), rows);
  assert_int_equal(raw_number(s, "SELECT count(*) FROM journal WHERE verb = 'hand_over'"), 1);
  assert_int_equal(raw_number(s, "SELECT count(*) FROM task WHERE kind = 'handed_over'"), 1);
  assert_int_equal(raw_number(s, "SELECT count(*) FROM task WHERE kind = 'file_without_worker' AND done IS NULL"), 0);
  seal_forget(&s->c);
  s->c.scope = (struct scope){ .actor = l.kim, .organisation = w->at[TEAM].organisation, .region = "oost-brabant", .role = "team", .reach = REACH_INVOLVED };
  MUST(side_get(&s->c, l.side, &side));
  nothing_there(SIXTH, with_id(path, "/werk/huishoudens/", l.household, ""), NULL);     /* the lead still reads nothing */
}

static void whoever_does_not_lead_that_team_finds_nothing_to_hand_over(void **state)
{
  struct scratch *const s = w->s;
  const struct left l = left_behind();
  char nowhere[200];
  (void)state;
  with_id(path, "/werk/overdragen/", l.household, "");
  with_id(nowhere, "/werk/overdragen/", id_of(99), "");
  nothing_there(SIXTH, nowhere, NULL);
  nothing_there(SIXTH, "/werk/overdragen/geen-nummer", NULL);
  nothing_there(TEAM, path, NULL);
  nothing_there(TEAM, path, handing(&l, "left"));
  nothing_there(PRIVACY, path, NULL);
  hire(w, OTHER_TEAM, "leiding-elders@proef.invalid", "Wijkteam Verder", ROLE_TEAM_LEAD);
  nothing_there(OTHER_TEAM, path, NULL);
  nothing_there(OTHER_TEAM, path, handing(&l, "left"));
  nothing_there(OTHER_TEAM, nowhere, handing(&l, "left"));
  assert_int_equal(raw_number(s, "SELECT count(*) FROM journal WHERE verb = 'hand_over'"), 0);
  assert_int_equal(raw_number(s, "SELECT count(*) FROM involvement WHERE ended IS NULL"), 0);
}

/* --- for phones, and for whoever finds nothing ------------------------------------------------------------------------------------- */

static void tables_stack_on_a_phone_and_empty_lists_say_what_that_means(void **state)
{
  struct scratch *const s = w->s;
  const struct two t = two_sides();
  (void)state;
  const char *page = page_of(PRIVACY, "/fg/bewaren", NULL, 200);
  static const char *const empty[] = { "Er mag nu geen dossier weg.",
    "Van geen enkel dossier loopt de termijn binnen een jaar af.", "Er wordt geen dossier vastgehouden.", "Er is nog niets verwijderd." };
  for (size_t i = 0; i < COUNT(empty); i++) assert_int_equal(times(page, empty[i]), 1);
  assert_int_equal(times(page, "180 maanden"), 3);
  assert_int_equal(times(page, "28 dagen"), 1);
  page_of(DIRECTOR, "/werk/noodtoegang", HERS, 303);
  const struct { size_t who; const char *target; } pages[] = { { PRIVACY, "/fg/bewaren" }, { PRIVACY, "/fg/noodtoegang" }, { PRIVACY, "/fg/logboek" },
    { SHELTER, with_id(path, "/werk/huishoudens/", t.household, "/ingezien") },
    { SHELTER, JOIN(&s->c.arena, "/werk/huishoudens/", number_of(t.household), "/noodtoegang") } };
  for (size_t i = 0; i < COUNT(pages); i++) {
    page = page_of(pages[i].who, pages[i].target, NULL, 200);
    assert_true(times(page, "<table") > 0);
    assert_int_equal(times(page, "<table"), times(page, " k-stack\""));
    assert_int_equal(times(page, "<tr>") - times(page, "<table"), times(page, "scope=\"row\""));
  }
}

int main(void)
{
  db_process_init();
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
  const struct CMUnitTest tests[] = {
    TEST(the_privacy_officer_sees_who_when_and_which_file_and_neither_reason_nor_person),
    TEST(an_emergency_that_ended_earlier_says_so),
    TEST(those_of_the_side_see_who_opened_it_and_why),
    TEST(an_emergency_on_the_other_side_changes_no_byte_whoever_it_was),
    TEST(an_export_that_does_not_hold_everything_says_so_and_leads_to_the_rest),
    TEST(the_journal_is_leafed_through_to_its_first_line),
    TEST(only_who_may_read_the_journal_exports_it_and_the_journal_tells_who_did),
    TEST(what_cannot_be_searched_for_is_not_exported),
    TEST(the_ground_form_offers_the_other_organisations_that_work_here),
    TEST(one_form_writes_the_ground_of_several_parts_and_the_refusal_names_what_is_missing),
    TEST(an_organisation_that_is_not_offered_is_refused_and_what_was_typed_stays),
    TEST(a_lead_hands_over_what_a_colleague_left_and_sending_twice_does_nothing_twice),
    TEST(whoever_does_not_lead_that_team_finds_nothing_to_hand_over),
    TEST(tables_stack_on_a_phone_and_empty_lists_say_what_that_means),
  };
  return cmocka_run_group_tests_name("privacy_web", tests, NULL, NULL);
}
