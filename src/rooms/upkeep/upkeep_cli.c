/* Keeping the map true on the command line. */
#include "command.h"
#include "console.h"
#include "json.h"
#include "mergers.h"
#include "questions.h"
#include "say.h"
#include "text.h"

/* Runs with the database open as the writer, in one transaction, as the console. `keep` false: nothing is kept of it. */
static int with_database(struct ctx *c, const struct config *config, bool keep, db_body *run, void *arg)
{
  int rc;
  if (console_begin(c, config, CONSOLE_EXISTING) != OK) return say_error(c);
  c->scope = (struct scope){ .reach = REACH_ALL };
  if (keep) rc = db_transaction(c, run, arg);
  else {
    rc = db_begin(c);
    if (rc == OK) { rc = run(c, arg); db_rollback(c); }
  }
  console_end(c);
  return rc == OK ? DONE : say_error(c);
}

/* --- questions ---------------------------------------------------------------------------------------- */

struct asking { const struct config *config; struct buf out; struct json json; struct ask_report report; bool ask; };

/* For who sends the messages by hand: to whom, and the link. */
static int put_link(struct ctx *c, const struct ask_bundle *b, struct asking *a)
{
  const char *token;
  TRY(ask_token(c, b->bundle, &token));
  put(&a->out, JOIN(&c->arena, b->ask_at, "\t", a->config->public_url ? a->config->public_url : "", ASK_PATH, "/", token, "\n"));
  return OK;
}

static void put_offer(struct ctx *c, const struct ask_bundle *b, const char *code, const char *name, struct asking *a)
{
  struct json *const j = &a->json;
  if (!a->config->json) {
    put(&a->out, JOIN(&c->arena, b->ask_at, "\t", tr(c, b->reminder ? N_("again") : N_("first time")), "\t", code, "\t", name, "\n"));
    return;
  }
  json_begin(j, NULL, '{');
  json_str(j, "ask_at", b->ask_at);
  json_bool(j, "reminder", b->reminder);
  json_str(j, "offer", code);
  json_str(j, "name", name);
  json_close(j);
}

static int put_bundle(struct ctx *c, const struct ask_bundle *b, void *arg)
{
  struct asking *const a = arg;
  if (a->ask) return put_link(c, b, a);
  for (size_t i = 0; i < b->count; i++) {
    struct offer_line line;
    TRY(offer_by_id(c, b->offers[i], &line));
    put_offer(c, b, line.offer.code ? line.offer.code : line.offer.slug, line.offer.name, a);
  }
  return OK;
}

/* It may run again: what it says is said when all of it is kept. */
static int questions(struct ctx *c, void *arg)
{
  struct asking *const a = arg;
  const bool json = a->config->json && !a->ask;
  a->out.len = 0;
  a->json = (struct json){ .b = &a->out };
  if (json) json_open(&a->json, '[');
  TRY(questions_run(c, SIZE_MAX, &(struct ask_by){ .send = put_bundle, .arg = a }, &a->report));
  if (json) { json_close(&a->json); put(&a->out, "\n"); }
  return a->out.failed ? fail(c, ERR_FULL, NULL, N_("Out of memory.")) : OK;
}

static int run_questions(struct ctx *c, const struct config *config, int argc, char **argv)
{
  struct asking a = { .config = config, .ask = option_flag(&argc, argv, "ask") };
  const struct ask_report *const r = &a.report;
  if (argc) return wrong_use(c, N_("This command takes no arguments."));
  const int result = with_database(c, config, a.ask, questions, &a);
  if (result == DONE) {
    fwrite(a.out.at, 1, a.out.len, stdout);
    SAY(c, stderr, N_("%s messages; %s asked, %s reminded, %s to be called"), count_text(c, (int64_t)r->messages), count_text(c, (int64_t)r->asked),
        count_text(c, (int64_t)r->reminded), count_text(c, (int64_t)r->called));
  }
  buf_release(&a.out);
  return result;
}

/* --- confirming ------------------------------------------------------------------------------------------ */

struct confirming { const char *code, *by; };

static int confirm(struct ctx *c, void *arg)
{
  const struct confirming *const call = arg;
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
  struct confirming call = { .by = option_value(&argc, argv, "by") };
  if (argc != 1 || !call.by) return wrong_use(c, N_("Name the code of one offer, and --by the organisation or role that confirms it."));
  call.code = argv[0];
  return with_database(c, config, true, confirm, &call);
}

/* --- organisations ---------------------------------------------------------------------------------------- */

struct merging { const char *name, *into; bool undo; };

static int unmerge(struct ctx *c, struct id old, struct id new)
{
  struct organisation_merger_list all;
  TRY(mergers_of(c, old, &all));
  for (size_t i = 0; i < all.count; i++) if (id_same(all.at[i].old, old) && id_same(all.at[i].new, new)) return organisations_unmerge(c, all.at[i].id);
  return fail(c, ERR_NOT_FOUND, NULL, N_("These two have not become one."));
}

static int merge(struct ctx *c, void *arg)
{
  const struct merging *const call = arg;
  struct id old, new;
  TRY(organisation_called(c, call->name, call->name, &old));
  TRY(organisation_called(c, call->into, call->into, &new));
  return call->undo ? unmerge(c, old, new) : organisations_merge(c, old, new, NULL);
}

static int run_merge(struct ctx *c, const struct config *config, int argc, char **argv)
{
  struct merging call = { .into = option_value(&argc, argv, "into"), .undo = option_flag(&argc, argv, "undo") };
  if (argc != 1 || !call.into) return wrong_use(c, N_("Name one organisation, and --into the one that it becomes part of."));
  call.name = argv[0];
  return with_database(c, config, true, merge, &call);
}

extern const struct command upkeep_commands[];
const struct command upkeep_commands[] = {
  { "offers questions", "[--json] [--ask]", N_("Lists whom would be asked today whether their offers are still right"),
    N_("Nothing is written and nobody is asked: the server does that every morning. --ask is for who has no mail server: the\n"
       "questions are written down as asked, and each line is an address and the link to send to it.\n"), run_questions },
  { "offers confirm", "CODE --by ORGANISATION", N_("Says that all of an offer is right today"), NULL, run_confirm },
  { "organisations merge", "NAME --into NAME [--undo]", N_("Makes one organisation part of another, with all that it gives"),
    N_("Coordinators do this on the site where all of it is in their region. --undo: both stand by themselves again.\n"), run_merge },
  { 0 }
};
