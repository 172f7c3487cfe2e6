/* The register: who keeps it, who sees what, and what is stored in clear. */
#include "peers_helper.h"

static struct world *w;
static int set_up(void **state) { *state = w = peers_world(); return 0; }
static int tear_down(void **state) { (void)state; world_free(w); return 0; }

static void only_keepers_of_the_organisation_read_an_entry(void **state)
{
  static const size_t others[] = { TEAM, STRANGER, EXPERT, OTHER_EXPERT, 1 };      /* 1: a shelter keeps its own experts */
  const struct id id = adds_peer(w, EXPERT, "Kees Ervaren", 2);
  struct peer p;
  struct peer_list list;
  (void)state;
  for (size_t i = 0; i < COUNT(others); i++) {
    as(w, others[i]);
    assert_int_equal(peer_kept(&w->s->c, id, &p), ERR_NOT_FOUND);
    MUST(peers_kept(&w->s->c, &list));
    assert_int_equal(list.count, 0);
    assert_int_equal(peer_remove(&w->s->c, id), ERR_NOT_FOUND);
    assert_int_equal(peer_note_add(&w->s->c, &(struct peer_note){ .peer = id, .text = "Notitie" }), ERR_NOT_FOUND);
    assert_int_equal(peer_training_add(&w->s->c, &(struct peer_training){ .peer = id, .topic = PEER_TOPIC_LVB, .done = { 20250101 } }), ERR_NOT_FOUND);
  }
  as(w, PROVIDER);
  MUST(peer_kept(&w->s->c, id, &p));
  assert_string_equal(p.name, "Kees Ervaren");
}

static void who_asks_sees_a_name_and_reasons_and_no_more(void **state)
{
  adds_peer(w, EXPERT, "Kees Ervaren", 2);
  (void)state;
  assert_int_equal(asks(w, TEAM, 1, "/werk/ervaring/vraag?role=bridging&language=nl&community=yes&background=somalisch&experience=used", NULL), 200);
  assert_true(page_has(w, "Kees Ervaren"));
  assert_false(page_has(w, "Geheime achtergrond"));           /* the expert did not say that it may be told */
  assert_false(page_has(w, "06-00012300"));
  assert_false(page_has(w, "Eigen ervaring zoals gewenst"));
}

static void what_is_shown_of_an_entry_is_told_in_the_journal_and_what_is_not_shown_is_not(void **state)
{
  char path[200];
  const struct id id = adds_peer(w, EXPERT, "Kees Ervaren", 2);
  (void)state;
  adds_peer(w, OTHER_EXPERT, "Ander Ervaren", 2);
  assert_int_equal(asks(w, TEAM, 1, "/werk/ervaring/vraag", NULL), 200);
  assert_int_equal(read_lines(w, TEAM, "peer"), 0);           /* no list yet */
  assert_int_equal(asks(w, TEAM, 2, "/werk/ervaring/vraag?role=bridging", NULL), 200);
  assert_int_equal(read_lines(w, TEAM, "peer"), 2);
  assert_int_equal(asks(w, PROVIDER, 3, with_id(path, "/werk/ervaring/", id, ""), NULL), 200);
  assert_int_equal(read_lines(w, PROVIDER, "peer"), 1);
  assert_int_equal(asks(w, 1, 4, with_id(path, "/werk/ervaring/", id, ""), NULL), 404);
  assert_int_equal(read_lines(w, 1, "peer"), 0);
}

static void supervision_notes_are_for_keepers_only(void **state)
{
  char path[200];
  const struct id id = adds_peer(w, EXPERT, "Kees Ervaren", 2);
  struct peer p;
  struct peer_note_list notes;
  (void)state;
  as(w, PROVIDER);
  MUST(peer_note_add(&w->s->c, &(struct peer_note){ .peer = id, .text = "Het gaat goed" }));
  MUST(peer_kept(&w->s->c, id, &p));
  MUST(peer_notes(&w->s->c, &p, &notes));
  assert_int_equal(notes.count, 1);
  as(w, EXPERT);
  assert_int_equal(peer_notes(&w->s->c, &p, &notes), ERR_NOT_FOUND);
  as(w, TEAM);
  assert_int_equal(peer_notes(&w->s->c, &p, &notes), ERR_NOT_FOUND);
  assert_int_equal(asks(w, TEAM, 1, with_id(path, "/werk/ervaring/", id, "/begeleiding"), NULL), 404);
  assert_int_equal(asks(w, EXPERT, 2, with_id(path, "/werk/ervaring/", id, "/begeleiding"), NULL), 404);
  assert_int_equal(asks(w, 1, 3, with_id(path, "/werk/ervaring/", id, "/begeleiding"), NULL), 404);
  assert_int_equal(asks(w, PROVIDER, 4, with_id(path, "/werk/ervaring/", id, "/begeleiding"), NULL), 200);
  assert_true(page_has(w, "Het gaat goed"));
}

static void an_expert_changes_days_and_pause_and_nothing_else(void **state)
{
  const struct id id = adds_peer(w, EXPERT, "Kees Ervaren", 2);
  struct peer_available a;
  struct peer p;
  (void)state;
  as(w, EXPERT);
  MUST(peer_own(&w->s->c, &a.peer));
  a.peer.name = "Iemand anders";
  a.peer.most = num(20);
  a.peer.paused_until = date_plus_days(w->s->c.today, 10);
  MUST(peer_own_change(&w->s->c, &a));
  assert_int_equal(peer_own_change(&w->s->c, &a), ERR_CONFLICT);      /* the version it was typed over is gone */
  as(w, PROVIDER);
  MUST(peer_kept(&w->s->c, id, &p));
  assert_string_equal(p.name, "Kees Ervaren");
  assert_int_equal(p.most.n, 2);
  assert_int_equal(p.paused_until.ymd, a.peer.paused_until.ymd);
  as(w, OTHER_EXPERT);
  assert_int_equal(peer_own(&w->s->c, &p), ERR_NOT_FOUND);
  const struct peer_request r = asking(id);
  as(w, TEAM);
  assert_int_equal(peer_ask(&w->s->c, &r, NULL), ERR_INVALID);
}

static void an_entry_needs_an_account_of_the_own_expert_or_a_way_to_be_reached(void **state)
{
  char team[ID_TEXT], expert[ID_TEXT];
  struct peer_form f = { .peer = { .name = "Nieuw", .roles = { 1 | 1 << PEER_BUDDY }, .languages = "nl", .most = num(1) } };
  (void)state;
  id_format(w->at[TEAM].account, team);
  id_format(w->at[EXPERT].account, expert);
  as(w, PROVIDER);
  assert_int_equal(peer_add(&w->s->c, &f, NULL), ERR_INVALID);
  assert_string_equal(w->s->c.error.field, "reach");
  f.account_id = team;
  assert_int_equal(peer_add(&w->s->c, &f, NULL), ERR_INVALID);
  assert_string_equal(w->s->c.error.field, "account_id");
  f.account_id = expert;
  MUST(peer_add(&w->s->c, &f, NULL));
  assert_int_equal(peer_add(&w->s->c, &f, NULL), ERR_INVALID);      /* one entry for an account */
  f.account_id = NULL;
  f.peer.reach = "06-00000001";
  f.peer.roles.bits = 1;
  assert_int_equal(peer_add(&w->s->c, &f, NULL), ERR_INVALID);
  assert_string_equal(w->s->c.error.field, "roles");
  as(w, TEAM);
  assert_int_equal(peer_add(&w->s->c, &f, NULL), ERR_NOT_FOUND);
}

static void removing_erases_all_of_it_but_not_while_somebody_counts_on_it(void **state)
{
  const struct id id = adds_peer(w, EXPERT, "Kees Ervaren", 2), asked = asks_peer(w, id);
  struct peer p;
  (void)state;
  as(w, PROVIDER);
  MUST(peer_kept(&w->s->c, id, &p));
  MUST(peer_note_add(&w->s->c, &(struct peer_note){ .peer = id, .text = "Notitie" }));
  assert_int_equal(peer_remove(&w->s->c, id), ERR_INVALID);
  as(w, TEAM);
  MUST(peer_end(&w->s->c, asked, &(struct peer_end_form){ .ending = PEER_ENDING_OTHER }));
  as(w, PROVIDER);
  MUST(peer_remove(&w->s->c, id));
  struct compartment gone;
  MUST(compartment_get(&w->s->c, p.compartment, &gone));
  assert_true(instant_known(gone.erased));
  MUST(compartment_get(&w->s->c, p.supervision, &gone));
  assert_true(instant_known(gone.erased));
  assert_int_equal(peer_kept(&w->s->c, id, &p), ERR_NOT_FOUND);
}

static void a_coordinator_sees_what_is_under_way_without_a_name(void **state)
{
  char path[200];
  const struct id id = adds_peer(w, EXPERT, "Kees Ervaren", 2), asked = asks_peer(w, id);
  (void)state;
  as(w, EXPERT);
  MUST(peer_accept(&w->s->c, asked));
  assert_int_equal(asks(w, PROVIDER, 1, "/werk/ervaring", NULL), 200);
  assert_true(page_has(w, "Aangenomen, nog geen contact"));
  assert_false(page_has(w, "Bram Geheim"));
  assert_int_equal(asks(w, PROVIDER, 2, with_id(path, "/werk/ervaring/", id, ""), NULL), 200);
  assert_false(page_has(w, "Bram Geheim"));
  assert_int_equal(asks(w, PROVIDER, 3, with_id(path, "/werk/ervaring/opdracht/", asked, ""), NULL), 404);
  assert_int_equal(asks(w, EXPERT, 4, "/werk/mijn-mensen", NULL), 200);
  assert_true(page_has(w, "Bram Geheim"));
}

static void programs_list_experts_and_nobody_whom_they_are_there_for(void **state)
{
  const struct id id = adds_peer(w, EXPERT, "Kees Ervaren", 2), asked = asks_peer(w, id);
  (void)state;
  as(w, EXPERT);
  MUST(peer_accept(&w->s->c, asked));
  assert_int_equal(asks(w, TEAM, 1, "/api/v1/experts?role=bridging&language=pl", NULL), 200);
  assert_true(page_has(w, "\"name\":\"Kees Ervaren\""));
  assert_true(page_has(w, "\"reasons\":[\"language\"]"));
  assert_false(page_has(w, "Bram Geheim") || page_has(w, "06-000"));
  assert_int_equal(asks(w, TEAM, 2, "/api/v1/experts?role=nonsense", NULL), 400);
  assert_int_equal(asks(w, EXPERT, 3, "/api/v1/experts", NULL), 404);
}

static void who_may_not_gets_the_same_bytes_as_for_what_is_not_there(void **state)
{
  char path[200];
  const struct id peer = adds_peer(w, EXPERT, "Kees Ervaren", 2), id = asks_peer(w, peer);
  const struct { size_t who; const char *before, *after; struct id id; } pages[] = {
    { 1, "/werk/ervaring/", "", peer }, { 1, "/werk/ervaring/", "/gegevens", peer }, { 1, "/werk/ervaring/", "/weg", peer }, { STRANGER, "/werk/ervaring/opdracht/", "", id },
    { STRANGER, "/werk/ervaring/opdracht/", "/einde", id }, { OTHER_EXPERT, "/werk/mijn-mensen/", "", id }, { OTHER_EXPERT, "/werk/mijn-mensen/voorstel/", "", id },
    { EXPERT, "/werk/mijn-mensen/", "", id }, { 1, "/werk/ervaring/voorstel/", "", id } };
  (void)state;
  for (size_t i = 0; i < COUNT(pages); i++) {
    struct buf hidden = { 0 };
    assert_int_equal(asks(w, pages[i].who, 9, with_id(path, pages[i].before, pages[i].id, pages[i].after), NULL), 404);
    put(&hidden, buf_text(&w->c.out));
    assert_int_equal(asks(w, pages[i].who, 9, with_id(path, pages[i].before, id_of(99), pages[i].after), NULL), 404);
    assert_string_equal(buf_text(&hidden), buf_text(&w->c.out));
    buf_release(&hidden);
  }
}

/* Read as somebody who has the database alone: each with its reason. */
static const struct { const char *table, *field, *why; } clear[] = {
  { "peer",            "organisation", "SQL finds those that an organisation coordinates. Says that it coordinates somebody; who it is, is sealed." },
  { "peer",            "account",      "SQL finds the expert's own entry. That the account has the role of expert stands in clear with its post." },
  { "peer_training",   "peer",         "SQL finds an entry's trainings. The compartment in the same row says as much." },
  { "peer_note",       "peer",         "SQL finds an entry's notes; says that there are some, and nothing of what they say." },
  { "peer_assignment", "person",       "SQL finds what runs for a person. A random number; rows of a compartment one is not involved in are not found." },
  { "peer_assignment", "referral",     "SQL finds what runs for a referral. Likewise a random number, found by who is involved only." },
  { "peer_proposal",   "peer",         "SQL and erasing go by the compartment, which says as much as this." },
  { "peer_contact",    "assignment",   "SQL finds an assignment's contacts. The compartment in the same row says as much." },
};

static void every_clear_field_has_its_reason(void **state)
{
  static const struct record *const records[] = { &peer_record, &peer_training_record, &peer_note_record, &peer_assignment_record, &peer_proposal_record, &peer_contact_record };
  size_t found = 0;
  (void)state;
  for (size_t r = 0; r < COUNT(records); r++)
    for (size_t i = 0; i < records[r]->count; i++) {
      const struct field *const f = &records[r]->fields[i];
      bool has = false;
      assert_int_equal(records[r]->protection, SEALED);
      if (!(f->flags & CLEAR)) continue;
      assert_int_equal(f->kind, FIELD_REF);
      for (size_t k = 0; k < COUNT(clear); k++) has |= strcmp(clear[k].table, records[r]->name) == 0 && strcmp(clear[k].field, f->name) == 0 && strlen(clear[k].why) > 40;
      if (!has) print_error("%s.%s\n", records[r]->name, f->name);
      assert_true(has);
      found++;
    }
  assert_int_equal(found, COUNT(clear));
  for (size_t i = 0; i < peer_clock_record.count; i++) assert_int_not_equal(peer_clock_record.fields[i].kind, FIELD_TEXT);      /* nothing about the person */
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
  const struct CMUnitTest tests[] = {
    CASE(only_keepers_of_the_organisation_read_an_entry),
    CASE(who_asks_sees_a_name_and_reasons_and_no_more),
    CASE(what_is_shown_of_an_entry_is_told_in_the_journal_and_what_is_not_shown_is_not),
    CASE(supervision_notes_are_for_keepers_only),
    CASE(an_expert_changes_days_and_pause_and_nothing_else),
    CASE(an_entry_needs_an_account_of_the_own_expert_or_a_way_to_be_reached),
    CASE(removing_erases_all_of_it_but_not_while_somebody_counts_on_it),
    CASE(a_coordinator_sees_what_is_under_way_without_a_name),
    CASE(programs_list_experts_and_nobody_whom_they_are_there_for),
    CASE(who_may_not_gets_the_same_bytes_as_for_what_is_not_there),
    CASE(every_clear_field_has_its_reason),
  };
  return cmocka_run_group_tests_name("register", tests, NULL, NULL);
}
