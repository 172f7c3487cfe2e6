/* Keeping the map true on the command line. */
#include "command.h"
#include "data_folder.h"
#include "json.h"
#include "places.h"
#include "questions.h"
#include "say.h"

struct call { const struct config *config; const char *code, *by; struct json *json; bool ask; };

/* Runs with the database open as the writer, in one transaction, as the console. `keep` false: nothing is kept of it. */
static int with_database(struct ctx *c, struct call *call, bool keep, db_body *run)
{
  struct places *const places = arena_new(&c->arena, struct places, 1);
  int rc;
  if (places_load(c, call->config->data, places) != OK) return say_error(c);
  c->places = places;
  if (data_open_existing(c, call->config, &c->db) != OK) return say_error(c);
  c->scope = (struct scope){ .reach = REACH_ALL };
  if (keep) rc = db_transaction(c, run, call);
  else {
    rc = db_begin(c);
    if (rc == OK) { rc = run(c, call); db_rollback(c); }
  }
  db_close(c->db);
  c->db = NULL;
  c->places = NULL;
  return rc == OK ? DONE : say_error(c);
}

/* --- questions ---------------------------------------------------------------------------------------- */

/* For who sends the messages by hand: to whom, and the link. */
static int put_link(struct ctx *c, const struct ask_bundle *b, const struct call *call)
{
  const char *token;
  TRY(ask_token(c, b->bundle, &token));
  printf("%s\t%s" ASK_PATH "/%s\n", b->ask_at, call->config->public_url ? call->config->public_url : "", token);
  return OK;
}

static int put_bundle(struct ctx *c, const struct ask_bundle *b, void *arg)
{
  const struct call *const call = arg;
  if (call->ask) return put_link(c, b, call);
  for (size_t i = 0; i < b->count; i++) {
    struct offer_line line;
    TRY(offer_by_id(c, b->offers[i], &line));
    const char *const name = line.offer.code ? line.offer.code : line.offer.slug;
    if (!call->json) { printf("%s\t%s\t%s\t%s\n", b->ask_at, tr(c, b->reminder ? N_("again") : N_("first time")), name, line.offer.name); continue; }
    json_begin(call->json, NULL, '{');
    json_str(call->json, "ask_at", b->ask_at);
    json_bool(call->json, "reminder", b->reminder);
    json_str(call->json, "offer", name);
    json_str(call->json, "name", line.offer.name);
    json_close(call->json);
  }
  return OK;
}

static int questions(struct ctx *c, void *arg)
{
  struct ask_report r;
  TRY(questions_run(c, SIZE_MAX, put_bundle, arg, &r));
  SAY(c, stderr, N_("%s messages; %s asked, %s reminded, %s to be called"), count_text(c, (int64_t)r.messages), count_text(c, (int64_t)r.asked),
      count_text(c, (int64_t)r.reminded), count_text(c, (int64_t)r.called));
  return OK;
}

static int run_questions(struct ctx *c, const struct config *config, int argc, char **argv)
{
  struct buf out = { 0 };
  struct json json = { .b = &out };
  struct call call = { .config = config, .json = config->json ? &json : NULL, .ask = option_flag(&argc, argv, "ask") };
  if (argc) return wrong_use(c, N_("This command takes no arguments."));
  if (call.json) json_open(&json, '[');
  const int rc = with_database(c, &call, call.ask, questions);
  if (call.json && rc == DONE) { json_close(&json); puts(buf_text(&out)); }
  buf_release(&out);
  return rc;
}

/* --- confirming ------------------------------------------------------------------------------------------ */

static int confirm(struct ctx *c, void *arg)
{
  const struct call *const call = arg;
  struct offer_line line;
  const int rc = offer_by_code(c, call->code, &line);
  if (rc == ERR_NOT_FOUND) return fail(c, rc, call->code, N_("There is no offer with this code."));
  TRY(rc);
  confirm_line(c, &line, call->by);
  TRY(offer_change(c, &line));
  return questions_answered(c, &line.offer, true, WAY_PHONE);
}

static int run_confirm(struct ctx *c, const struct config *config, int argc, char **argv)
{
  struct call call = { .config = config, .by = option_value(&argc, argv, "by") };
  if (argc != 1 || !call.by) return wrong_use(c, N_("Name the code of one offer, and --by the organisation or role that confirms it."));
  call.code = argv[0];
  return with_database(c, &call, true, confirm);
}

extern const struct command upkeep_commands[];
const struct command upkeep_commands[] = {
  { "offers questions", "[--json] [--ask]", N_("Lists whom would be asked today whether their offers are still right"),
    N_("Nothing is written and nobody is asked: the server does that every morning. --ask is for who has no mail server: the\n"
       "questions are written down as asked, and each line is an address and the link to send to it.\n"), run_questions },
  { "offers confirm", "CODE --by ORGANISATION", N_("Says that all of an offer is right today"), NULL, run_confirm },
  { 0 }
};
