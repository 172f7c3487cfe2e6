#include "installation_web.h"
#include "html.h"
#include "ids.h"
#include "outbox.h"
#include "runner.h"
#include "text.h"

static const struct field trial_fields[] = {
  F_TEXT(trial_form, mobile, OPTIONAL, N_("Mobile number, for a text message"), .max = 20, .help = N_("Leave it empty for a mail to your own address.")),
};
const struct record trial_form_record = RECORD(trial_form, trial_fields);

/* --- the page ---------------------------------------------------------------------------------- */

static const char *label_of(struct ctx *c, const struct job_kind *k, const struct job *j) { return k ? tr(c, k->label) : j->kind; }

static void add_standing(struct ctx *c, const struct job_kind *k, const struct job *j, struct jobs_view *v)
{
  v->standing.at[v->standing.count++] = (struct standing_line){ .label = tr(c, k->label), .problem = j->problem,
    .done = instant_known(j->done) ? moment_in_words(c, j->done, false) : NULL, .due = j->due.ms > c->now ? moment_in_words(c, j->due, false) : NULL };
}

static int fill_waiting(struct ctx *c, struct jobs_view *v)
{
  struct job_list jobs;
  TRY(jobs_waiting(c, &jobs));
  v->waiting.at = arena_new(&c->arena, struct waiting_line, jobs.count + 1);
  v->standing.at = arena_new(&c->arena, struct standing_line, jobs.count + 1);
  for (size_t i = 0; i < jobs.count; i++) {
    const struct job *const j = &jobs.at[i];
    const struct job_kind *const k = job_kind_of(c->app, j->kind);
    if (k && job_stands(k)) { add_standing(c, k, j, v); continue; }
    v->waiting.at[v->waiting.count++] = (struct waiting_line){ .label = label_of(c, k, j), .problem = j->problem, .tries = j->tries.n,
      .due = j->due.ms > c->now ? moment_in_words(c, j->due, false) : NULL };
  }
  return OK;
}

static int fill_dead(struct ctx *c, struct jobs_view *v)
{
  struct job_list jobs;
  TRY(jobs_dead(c, &jobs));
  v->dead.at = arena_new(&c->arena, struct dead_line, jobs.count + 1);
  for (size_t i = 0; i < jobs.count; i++) {
    const struct job *const j = &jobs.at[i];
    v->dead.at[v->dead.count++] = (struct dead_line){ .id = j->id, .label = label_of(c, job_kind_of(c->app, j->kind), j), .name = j->name,
      .problem = j->problem, .dead = moment_in_words(c, j->dead, false) };
  }
  return OK;
}

int show_jobs(struct ctx *c)
{
  struct jobs_view v = { .may = signed_in_may(who(c), MAY_RUN_JOBS), .mail = outbox_by(c->app, MESSAGE_MAIL), .sms = outbox_by(c->app, MESSAGE_SMS),
    .quiet = c->app->config ? c->app->config->quiet_hours : NULL };
  TRY(fill_dead(c, &v));
  TRY(fill_waiting(c, &v));
  const struct page page = { .title = tr(c, N_("By itself")), .current = JOBS_PATH, .other_lang = JOBS_PATH, .noindex = true };
  page_begin(c, &page);
  view_jobs(c, &v);
  return page_end(c, &page);
}

/* --- trying again, giving up ------------------------------------------------------------------------ */

int revive_job(struct ctx *c)
{
  struct id id;
  TRY(path_id(c, &id));
  TRY(job_revive(c, id));
  return redirect_done(c, local_path(c, JOBS_PATH), "opdracht");
}

/* What a message that is given up held of somebody goes with it. */
int drop_job(struct ctx *c)
{
  struct job j;
  struct id id;
  TRY(path_id(c, &id));
  TRY(job_drop(c, id, &j));
  if (strcmp(j.kind, MESSAGE_JOB) == 0) TRY(message_drop(c, j.about));
  return redirect_done(c, local_path(c, JOBS_PATH), "verwijderd");
}

/* --- a message on trial --------------------------------------------------------------------------------- */

static int write_trial(struct ctx *c, const struct message *m, struct buf *text)
{
  (void)m;
  put(text, tr(c, N_("This is a trial: messages of this site arrive here.")));
  put(text, "\n\n");
  put(text, absolute_url(c, local_path(c, JOBS_PATH)));
  put(text, "\n");
  return OK;
}
const struct message_template trial_message = { .key = "installation.trial", .label = N_("A message on trial"), .subject = N_("A trial message"),
  .when = MESSAGE_AT_ONCE, .write = write_trial };

int send_trial(struct ctx *c)
{
  const struct trial_form *const f = form_row(c, trial_form);
  const struct message m = f->mobile ? (struct message){ .channel = MESSAGE_SMS, .address = f->mobile, .language = who(c)->account.language }
    : (struct message){ .channel = MESSAGE_MAIL, .account = who(c)->account.id };
  char name[ID_TEXT];
  if (!outbox_by(c->app, m.channel)) return fail(c, ERR_INVALID, f->mobile ? "mobile" : NULL, N_("No server is set for such messages."));
  id_format(id_random(c), name);
  const int rc = outbox_ask(c, &trial_message, &m, JOIN(&c->arena, "trial/", name));
  if (rc == ERR_INVALID) return fail(c, rc, "mobile", c->error.text);
  TRY(rc);
  return redirect_done(c, local_path(c, JOBS_PATH), "opdracht");
}
