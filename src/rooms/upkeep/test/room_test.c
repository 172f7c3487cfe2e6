/* The room as a process runs it: its jobs, its message, its demonstration. */
#include "map_helper.h"
#include "jobs.h"
#include "questions.h"
#include "upkeep_room.h"

static const struct job_kind *job_of(const char *key)
{
  const struct job_kind *k = upkeep_room.jobs;
  while (k->key && strcmp(k->key, key) != 0) k++;
  assert_non_null(k->key);
  return k;
}

static struct id due_offer(struct world *w, const char *name)
{
  const struct id id = offer_of(w, name, "Een", "oost-brabant");
  struct offer_line line = read_offer(w, id);
  line.offer.ask_at = "zorg@een.nl";
  put_offer(w, &line);
  return id;
}

static int count_it(struct ctx *c, const struct ask_bundle *b, void *arg)
{
  (void)c;
  *(size_t *)arg += b->count;
  return OK;
}

static void without_a_server_for_messages_nobody_is_asked(void **state)
{
  struct world *const w = *state;
  struct app app = { 0 };
  struct offer_question_list open;
  bool more = false;
  due_offer(w, "A");
  w->c->app = &app;
  assert_int_equal(job_of("upkeep.ask")->run(w->c, NULL, &more), OK);
  assert_int_equal(questions_open(w->c, &open), OK);
  assert_int_equal(open.count, 0);
  w->c->app = NULL;
}

/* As it lies in the queue: its address sealed. */
static struct message queued(struct world *w, const struct message_template *t, const char *address, struct id about)
{
  struct job_list jobs;
  struct message m = { 0 };
  const struct message ask = { .channel = MESSAGE_MAIL, .address = address, .about = about };
  assert_int_equal(message_ask(w->c, t, (struct quiet){ 0, 0 }, &ask, address), OK);
  assert_int_equal(jobs_waiting(w->c, &jobs), OK);
  for (size_t i = 0; i < jobs.count; i++)
    if (strstr(jobs.at[i].name, address)) assert_int_equal(message_get(w->c, jobs.at[i].about, &m), OK);
  assert_true(id_known(m.id));
  return m;
}

static void the_message_has_a_link_that_answers_and_says_nothing_else(void **state)
{
  struct world *const w = *state;
  struct config config = { .public_url = "https://kaart.example" };
  struct app app = { .config = &config };
  struct ask_report report;
  struct buf text = { 0 };
  struct id bundle;
  size_t asked = 0;
  const struct id id = due_offer(w, "Hulp bij geweld thuis");
  due_offer(w, "Opvang");
  assert_int_equal(questions_run(w->c, SIZE_MAX, &(struct ask_by){ .send = count_it, .arg = &asked }, &report), OK);
  assert_int_equal(asked, 2);
  w->c->app = &app;
  const struct message_template *const t = upkeep_room.messages[0];
  struct message m = queued(w, t, "Zorg@een.nl", id);
  assert_int_equal(t->write(w->c, &m, &text), OK);
  const char *const said = buf_text(&text), *const link = strstr(said, "https://kaart.example" ASK_PATH "/");
  assert_non_null(link);
  const char *const token = link + strlen("https://kaart.example" ASK_PATH "/");
  assert_int_equal(ask_token_read(w->c, arena_text(&w->c->arena, token, strcspn(token, "\n")), &bundle), OK);
  static const char *const telling[] = { "geweld", "Opvang", "zorg@", "huis", "dader" };
  for (size_t i = 0; i < COUNT(telling); i++) assert_null(strcasestr(said, telling[i]));
  assert_non_null(strstr(said, "2"));
  const struct asked_form right = { .offer = id, .answer = ANSWER_RIGHT };
  assert_int_equal(ask_bundle_answer(w->c, bundle, &right), OK);
  struct asked_offer_list left;
  assert_int_equal(ask_bundle_offers(w->c, bundle, &left), OK);
  assert_int_equal(ask_bundle_answer(w->c, bundle, &(struct asked_form){ .offer = left.at[0].line.offer.id, .answer = ANSWER_GONE }), OK);
  m = queued(w, t, "oud@een.nl", id);
  assert_int_equal(t->write(w->c, &m, &text), ERR_NOT_FOUND);        /* an address that is asked no more gets no link of the new one */
  m = queued(w, t, "zorg@een.nl", id);
  assert_int_equal(t->write(w->c, &m, &text), ERR_NOT_FOUND);        /* answered before it was sent: nothing to say */
  buf_release(&text);
  w->c->app = NULL;
}

static void the_demonstration_is_filled_once(void **state)
{
  struct world *const w = *state;
  struct offer_flag_line_list flags;
  const struct offer_line line = { .offer = { .code = "O001", .name = "Een", .kind = KIND_HELP, .status = STATUS_ACTIVE } };
  assert_int_equal(upkeep_room.demo(w->c), OK);                       /* without example data */
  assert_int_equal(offer_add(w->c, &line, NULL), OK);
  for (int i = 0; i < 2; i++) assert_int_equal(upkeep_room.demo(w->c), OK);
  assert_int_equal(offer_flags(w->c, &flags), OK);
  assert_int_equal(flags.count, 1);
}

int main(void)
{
  db_process_init();
#define TEST(name) cmocka_unit_test_setup_teardown(name, world_up, world_down)
  const struct CMUnitTest tests[] = {
    TEST(without_a_server_for_messages_nobody_is_asked),
    TEST(the_message_has_a_link_that_answers_and_says_nothing_else),
    TEST(the_demonstration_is_filled_once),
  };
  return cmocka_run_group_tests_name("room", tests, NULL, NULL);
}
