/* What colleagues send, and what goes on by itself, takes no word of a party to where others read: forms with ids of others, forms with mistakes,
 * searches, jobs, mail; and nothing that is kept says more than its own compartment may. */
#include "region_types.h"
#include "jobs.h"
#include "runner.h"

/* --- to what is not theirs ----------------------------------------------------------------------------------------- */

static void send_elsewhere(const struct someone *p, size_t route)
{
  const struct route *const row = routes[route];
  const char *none = NULL;
  char target[200], body[8000];
  snprintf(body, sizeof body, "%s", is_api(row) ? "{}" : body_of(row, false, nothing));
  for (size_t i = 0; i < g->row_count; i++) {
    const struct row *const at = &g->rows[i];
    if (at->place == PLACES_MOST || !takes[route][record_number(at->rec)] || !is_tried(i) || may_read(p, &g->places[at->place]) || may_know_of(p, at)) continue;
    const char *const one = plain_answer(at->id, visit(p, is_api(row), target_of(row, at->id, target), body));
    if (!none) none = plain_answer(nothing, visit(p, is_api(row), target_of(row, nothing, target), body));
    if (strcmp(one, none) != 0) differs(p, target_of(row, at->id, target), one, none);
    free((void *)one);
  }
  free((void *)none);
}

static void sending_to_what_is_not_theirs_is_sending_to_nothing(void **state)
{
  (void)state;
  for (size_t i = 0; i < g->people_count; i++)
    for (size_t k = 0; k < route_count; k++)
      if (routes[k]->method == POST && has_kind(k) && (is_long() || is_involved(&g->people[i]) || (i + k) % STRANGERS_EVERY == 0)) send_elsewhere(&g->people[i], k);
  printf("# %zu asked\n", asked);
  none_was_wrong();
}

/* --- with what is not theirs --------------------------------------------------------------------------------------- */

/* A form of their own in which each reference is an id of another party: it is answered as with one of nothing. */
static const char *naming_body(const struct route *row, struct id ref, bool version)
{
  return is_api(row) ? as_json(row, body_of(row, false, ref), version) : body_of(row, false, ref);
}
static void names_others(const struct someone *p, size_t route, struct id own, bool version)
{
  static const struct record *const named[] = { &person_record, &household_side_record, &plan_record };
  const struct route *const row = routes[route];
  const char *none = NULL;
  char target[200];
  bool refers_to = false;
  for (size_t i = 0; row->accepts && i < row->accepts->count; i++) refers_to |= row->accepts->fields[i].kind == FIELD_REF && !(is_api(row) && row->accepts->fields[i].flags & IN_PROGRAM);
  if (!refers_to || (is_api(row) && !*p->key)) return;
  target_of(row, own, target);
  for (size_t i = 0; i < g->row_count; i++) {
    const struct row *const at = &g->rows[i];
    bool fits = false;
    for (size_t k = 0; k < COUNT(named); k++) fits |= at->rec == named[k];
    if (!fits || may_read(p, &g->places[at->place]) || !is_tried(i)) continue;
    const char *const one = plain_answer(at->id, visit(p, is_api(row), target, naming_body(row, at->id, version)));
    if (!none) none = plain_answer(nothing, visit(p, is_api(row), target, naming_body(row, nothing, version)));
    if (strcmp(one, none) != 0) differs(p, target, one, none);
    free((void *)one);
  }
  free((void *)none);
}

static void naming_what_is_not_theirs_is_naming_nothing(void **state)
{
  (void)state;
  for (size_t n = 0; n < g->people_count; n++) {
    const struct someone *const p = &g->people[n];
    for (size_t k = 0; k < route_count; k++) {
      const struct row *own = NULL;
      if (routes[k]->method != POST) continue;
      for (size_t i = 0; i < g->row_count && !own; i++)
        if (g->rows[i].place < PLACES_MOST && takes[k][record_number(g->rows[i].rec)] && may_read(p, &g->places[g->rows[i].place])) own = &g->rows[i];
      if (own) names_others(p, k, own->id, true);
      if (own && is_api(routes[k])) names_others(p, k, own->id, false);      /* something new has no version */
    }
  }
  printf("# %zu asked\n", asked);
  none_was_wrong();
}

/* --- looking for somebody ------------------------------------------------------------------------------------------- */

static void looks_for(const struct someone *p, const char *before, const char *typed, const char *other, const char *after)
{
  char one_body[300], none_body[300];
  snprintf(one_body, sizeof one_body, "%s%s%s", before, typed, after);
  snprintf(none_body, sizeof none_body, "%s%s%s", before, other, after);
  const int one = ask(g, p, "/werk/zoeken", one_body);     /* which shows what was typed */
  const size_t size = g->t.w->c.out.len;
  const int none = ask(g, p, "/werk/zoeken", none_body);
  if (one != none || size != g->t.w->c.out.len) { print_error("%s: %s is found (%d, %zu; %d, %zu)\n", p->called, typed, one, size, none, g->t.w->c.out.len); wrong++; }
}

/* By what stands in her file, as who works for the other party: her name and birth date, her number, her mail address. */
static void looking_for_somebody_of_another_party_finds_nobody(void **state)
{
  static const char *const people[] = { "team", "gi", "veiligthuis", "huisarts", "team, other colleague" };
  struct scratch *const s = g->t.w->s;
  struct person hers;
  struct contact_way_list ways;
  char birth[DATE_TEXT], after[60];
  (void)state;
  console(g->t.w);
  MUST(person_get(&s->c, g->person_b[APART], &hers));
  MUST(contacts_of(&s->c, g->person_b[APART], &ways));
  assert_true(ways.count >= 3);
  date_format(hers.birth, birth);
  snprintf(after, sizeof after, "&birth=%s", birth);
  for (size_t i = 0; i < COUNT(people); i++) {
    const struct someone *const p = person_called(g, people[i]);
    looks_for(p, "surname=", hers.surname, "Zqvyaaabbb", after);
    for (size_t k = 0; k < ways.count; k++) {
      if (ways.at[k].kind == CONTACT_PHONE) looks_for(p, "phone=", ways.at[k].value, "0699990000", "");
      if (ways.at[k].kind == CONTACT_MAIL) looks_for(p, "mail=", ways.at[k].value, "zqvyaaabbb@voorbeeld.invalid", "");
    }
  }
  none_was_wrong();
  assert_int_equal(visit(person_called(g, "vrouwenopvang"), false, "/werk/zoeken", JOIN(&s->c.arena, "surname=", hers.surname, after)), 200);
  size_t place, field;
  const char *const page = buf_text(&g->t.w->c.out);
  assert_non_null(next_word(page, page + strlen(page), &place, &field));      /* who may does find her */
}

/* --- mistakes ------------------------------------------------------------------------------------------------------- */

/* Their own forms, empty and full of mistakes: they come back filled in, and say what is wrong. */
static void forms_that_come_back_hold_words_of_their_own_only(void **state)
{
  size_t back = 0;
  (void)state;
  for (size_t n = 0; n < g->people_count; n++)
    for (size_t k = 0; k < route_count; k++) {
      const struct someone *const p = &g->people[n];
      if (routes[k]->method != POST || is_api(routes[k])) continue;
      for (size_t i = 0; i < g->row_count; i++) {
        const struct row *const at = &g->rows[i];
        char target[200];
        if (at->place == PLACES_MOST || !takes[k][record_number(at->rec)] || !is_tried(i) || !may_read(p, &g->places[at->place])) continue;
        back += visit(p, false, target_of(routes[k], at->id, target), body_of(routes[k], true, nothing)) == 422;
        back += visit(p, false, target, "") == 422;
      }
    }
  printf("# %zu asked, %zu came back\n", asked, back);
  assert_true(back > 200);
  none_was_wrong();
}

/* --- what is typed stays on its side ------------------------------------------------------------------------------------ */

static void what_somebody_types_stays_on_their_side(void **state)
{
  static const char *const people[] = { "team", "vrouwenopvang", "gi" };
  size_t forms = 0, took = 0;
  (void)state;
  for (size_t k = 0; k < route_count; k++) {
    bool taken = false;
    if (routes[k]->method != POST || !has_kind(k) || moves_people(routes[k])) continue;
    for (size_t i = 0; i < COUNT(people); i++) types(person_called(g, people[i]), k, &taken);
    forms++;
    took += taken;
  }
  printf("# %zu forms, %zu wrote something\n", forms, took);
  assert_true(took > 40);
  none_was_wrong();
}

/* --- what goes on by itself, and what is kept ------------------------------------------------------------------------ */

static int run_kind(struct ctx *c, const struct job_kind *k, void *arg)
{
  struct job none = { .kind = k->key };
  bool more = true;
  size_t *const ran = arg;
  if (k->prepare || !k->run || !job_stands(k)) return OK;
  for (size_t i = 0; i < 20 && more; i++) { more = false; TRY(k->run(c, &none, &more)); }
  ++*ran;
  return OK;
}

/* A day and a half later: what was due has come, and whoever is told by mail is told. */
static size_t jobs_have_run(void)
{
  struct scratch *const s = g->t.w->s;
  size_t ran = 0;
  at_time(&g->t, s->c.now + 36 * HOUR_MS);
  seal_forget(&s->c);
  s->c.scope = (struct scope){ .reach = REACH_ALL };
  MUST(job_kinds_each(&s->c, &g->t.w->app, run_kind, &ran));
  return ran;
}

static void no_mail_says_anything_of_anybody(void **state)
{
  struct scratch *const s = g->t.w->s;
  struct message_list all;
  static const struct query every = { &message_record, "FROM message" };
  size_t letters = 0;
  (void)state;
  assert_true(jobs_have_run() > 10);
  console(g->t.w);
  MUST(global_select(&s->c, message, &all, &every, P0));
  for (size_t i = 0; i < all.count; i++) {
    const struct message *const m = &all.at[i];
    const struct message_template *const t = message_template_of(&g->t.w->app, m->template);
    struct buf text = { 0 };
    size_t place, field;
    assert_non_null(t);
    console(g->t.w);
    const int rc = t->write(&s->c, m, &text);
    if (rc == OK) letters++;
    else assert_int_equal(rc, ERR_NOT_FOUND);
    const char *const at = buf_text(&text);
    if (next_word(at, at + strlen(at), &place, &field) || next_number(at, at + strlen(at), &place, &field)) { print_error("%s holds a word: %s\n", t->key, at); wrong++; }
    buf_release(&text);
  }
  printf("# %zu messages, %zu written\n", all.count, letters);
  assert_true(letters > 5);
  none_was_wrong();
}

/* Whoever reads the one place reads the other too. */
static bool may_hold(const struct place *at, const struct place *word)
{
  for (size_t i = 0; i < g->people_count; i++) if (may_read(&g->people[i], at) && !may_read(&g->people[i], word)) return false;
  return true;
}

static void holds_no_others(const struct record *rec, const char *name, const char *text, const struct place *at)
{
  size_t place, field;
  for (const char *p = text, *const end = text + strlen(text); (p = next_word(p, end, &place, &field)) != NULL; p++) {
    if (place >= g->place_count || (at && may_hold(at, &g->places[place]))) continue;
    if (++wrong <= TOLD_MOST) print_error("%s.%s %s holds a word of %s, household %zu\n", rec->name, name, at ? part_names[__builtin_ctz(at->part)] : "in the open", part_names[__builtin_ctz(g->places[place].part)],
      g->places[place].house);
  }
}

/* Every text of a row, also those that the program writes. */
static void look_into(struct county *of, const struct record *rec, void *row)
{
  const size_t place = rec->protection == SEALED || rec == &referral_record ? place_found(of, compartment_at(row)) : PLACES_MOST;
  if (place == PLACES_MOST && rec->protection == SEALED) return;                  /* nobody's that has a side: a draft is of who typed it */
  for (size_t i = 0; i < rec->count; i++) {
    const char *const text = rec->fields[i].kind == FIELD_TEXT ? field_text(&rec->fields[i], row) : NULL;
    if (text) holds_no_others(rec, rec->fields[i].name, text, place == PLACES_MOST ? NULL : &of->places[place]);
  }
}

static void in_the_open(void)
{
  struct scratch *const s = g->t.w->s;
  for (size_t r = 0; r < records.count; r++) {
    const struct record *const rec = records.at[r];
    char sql[220];
    struct list rows;
    if (rec->protection == SEALED || rec->part || rec->base) continue;
    snprintf(sql, sizeof sql, rec->protection == REGIONAL ? "FROM %s WHERE %s.region = $1" : "FROM %s", rec->name, rec->name);
    const struct query every = { rec, sql };
    if (rec->protection == REGIONAL) MUST(record_select_(&s->c, rec, &rows.rows, &rows.count, &every, P0));
    else MUST(global_select_(&s->c, rec, &rows.rows, &rows.count, &every, P0));
    for (size_t i = 0; i < rows.count; i++) look_into(g, rec, (char *)rows.rows + i * rec->size);
  }
}

static void what_is_kept_says_no_more_than_its_own_readers_may_know(void **state)
{
  (void)state;
  each_sealed(g, look_into);
  console(g->t.w);
  in_the_open();
  none_was_wrong();
}

static void nor_does_any_page_after_all_that(void **state)
{
  (void)state;
  for (size_t i = 0; i < COUNT(works); i++) follow(person_called(g, works[i].called), is_long() ? LINKS_MOST : 90);
  none_was_wrong();
}

int main(void)
{
  db_process_init();
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(sending_to_what_is_not_theirs_is_sending_to_nothing),
    cmocka_unit_test(naming_what_is_not_theirs_is_naming_nothing),
    cmocka_unit_test(looking_for_somebody_of_another_party_finds_nobody),
    cmocka_unit_test(what_somebody_types_stays_on_their_side),
    cmocka_unit_test(forms_that_come_back_hold_words_of_their_own_only),
    cmocka_unit_test(no_mail_says_anything_of_anybody),
    cmocka_unit_test(what_is_kept_says_no_more_than_its_own_readers_may_know),
    cmocka_unit_test(nor_does_any_page_after_all_that),
  };
  return cmocka_run_group_tests_name("region_posts", tests, set_up_known, tear_down);
}
