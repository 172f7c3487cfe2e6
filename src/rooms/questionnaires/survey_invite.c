/* Who is asked, and the messages that ask them. */
#include "surveys.h"
#include "addresses.h"
#include "calendar.h"
#include "html.h"
#include "names.h"
#include "outbox.h"
#include "questions.h"
#include "say.h"
#include "signed_ids.h"
#include "text.h"

static const struct field invite_fields[] = {
  F_TEXT(invite_form, lines, REQUIRED | LONG, N_("Whom do you invite?"), .max = 200000,
         .help = N_("A line each: address; team. Results are told apart by team. Without an address, as in \"; team\", you get a link to hand over.")),
};
const struct record invite_form_record = PART(invite_form, invite_fields);

static const char use[] = "survey";

int survey_link(struct ctx *c, struct id invitation, const char **out) { return signed_id_text(c, use, invitation, 0, out); }
int survey_link_read(struct ctx *c, const char *link, struct id *out) { return signed_id_read(c, use, link, 0, out); }

/* --- the list --------------------------------------------------------------------------------------------------------------- */

int survey_invitations(struct ctx *c, struct id survey, struct survey_invitation_list *out)
{
  struct survey s;
  TRY(survey_get(c, survey, &s));
  return survey_invited(c, survey, INVITATIONS_SHOWN, out);
}

/* NULL: nothing is written there. */
static const char *cell(struct ctx *c, const char *s, size_t n)
{
  s = text_trimmed(s, &n);
  return n ? arena_text(&c->arena, s, n) : NULL;
}

/* Who is invited while some are added, and how many of which team are new. */
struct inviting { struct id survey; const char *lines; size_t *added; struct names there, teams; uint32_t *new; size_t count; };

/* Who is there already by that address for that team, or that offer. Links to hand over may be many. */
static bool is_new(struct ctx *c, struct inviting *w, const struct survey_invitation *v)
{
  if (!v->mail) return true;
  const char *const key = JOIN(&c->arena, v->mail, "\n", v->team ? v->team : "", "\n", v->offer ? v->offer : "");
  const size_t before = w->there.count;
  return names_number(&w->there, key, strlen(key)) != NAME_NONE && w->there.count > before;
}

static int wrong_line(struct ctx *c, size_t number, const char *text)
{
  return fail(c, ERR_INVALID, "lines", JOIN(&c->arena, tr(c, N_("Line")), " ", count_text(c, (int64_t)number), ": ", tr(c, text)));
}

/* Reads one line into v; nothing on it: neither address nor team. */
static int read_line(struct ctx *c, const char *line, size_t size, size_t number, struct survey_invitation *v)
{
  const char *const text = arena_text(&c->arena, line, size);
  const size_t n = strcspn(text, ";\t,");
  v->mail = cell(c, text, n);
  v->team = n < size ? cell(c, text + n + 1, size - n - 1) : NULL;
  if (v->mail && !mailbox_plain(v->mail)) return wrong_line(c, number, N_("write a mail address first, such as name@organisation.example, then a semicolon and the team."));
  if (v->mail) v->mail = text_folded(&c->arena, v->mail);                /* plain already: capitals only */
  if (v->team && text_length(v->team, strlen(v->team)) > TEAM_MOST) return wrong_line(c, number, N_("the name of a team has at most 80 characters."));
  return OK;
}

static int add_one(struct ctx *c, struct inviting *w, const struct survey_invitation *v)
{
  if (!is_new(c, w, v)) return OK;
  if (w->count == INVITATIONS_MOST) return fail(c, ERR_INVALID, "lines", N_("At most twelve thousand are invited to one survey."));
  w->count++;
  ++*w->added;
  const int64_t team = v->team ? names_number(&w->teams, v->team, strlen(v->team)) : NAME_NONE;
  if (team != NAME_NONE) w->new[team]++;
  else TRY(rate_add(c, w->survey, NULL, 1, 0));
  return global_insert(c, survey_invitation, v, NULL);
}

static int begin_adding(struct ctx *c, struct inviting *w)
{
  struct survey s;
  struct survey_invitation_list there;
  *w->added = 0;
  TRY(survey_get(c, w->survey, &s));
  if (instant_known(s.closed) || instant_known(s.ended)) return fail(c, ERR_INVALID, NULL, N_("This survey is closed."));
  TRY(survey_invited(c, w->survey, INVITATIONS_MOST, &there));
  for (size_t i = 0; i < there.count; i++) (void)is_new(c, w, &there.at[i]);
  w->count = there.count;
  w->new = arena_new(&c->arena, uint32_t, INVITATIONS_MOST + 1);
  return w->new ? OK : fail(c, ERR_FULL, NULL, N_("Out of memory."));
}

static int end_adding(struct ctx *c, struct inviting *w)
{
  for (size_t i = 0; i < w->teams.count; i++) TRY(rate_add(c, w->survey, names_text(&w->teams, i), (int32_t)w->new[i], 0));
  return surveys_run_soon(c, w->survey);
}

/* In a savepoint: one wrong line, and nobody is added. */
static int add_all(struct ctx *c, db_body *add, struct inviting *w)
{
  const int rc = db_savepoint(c, add, w);
  names_release(&w->there);
  names_release(&w->teams);
  return rc;
}

static int invite(struct ctx *c, void *arg)
{
  struct inviting *const w = arg;
  size_t number = 1;
  TRY(begin_adding(c, w));
  for (const char *line = w->lines; *line; number++) {
    const size_t n = strcspn(line, "\n");
    struct survey_invitation v = { .survey = w->survey };
    TRY(read_line(c, line, n, number, &v));
    if (v.mail || v.team) TRY(add_one(c, w, &v));
    line += n + (line[n] == '\n');
  }
  return end_adding(c, w);
}

int survey_invite(struct ctx *c, struct id survey, const char *lines, size_t *added)
{
  return add_all(c, invite, &(struct inviting){ .survey = survey, .lines = lines, .added = added });
}

static int invite_offers(struct ctx *c, void *arg)
{
  struct inviting *const w = arg;
  struct offer_list offers;
  TRY(begin_adding(c, w));
  TRY(offers_to_ask(c, &offers));
  for (size_t i = 0; i < offers.count; i++) {
    const struct offer *const o = &offers.at[i];
    const struct survey_invitation v = { .survey = w->survey, .mail = o->ask_at, .offer = o->slug, .team = text_cut(&c->arena, o->name, strlen(o->name), TEAM_MOST) };
    if (offer_serves(o, c->scope.region) && mailbox_plain(o->ask_at)) TRY(add_one(c, w, &v));
  }
  return end_adding(c, w);
}
int survey_invite_offers(struct ctx *c, struct id survey, size_t *added)
{
  struct survey s;
  TRY(survey_get(c, survey, &s));
  if (strcmp(s.name, OFFER_QUESTIONNAIRE) != 0) return fail(c, ERR_INVALID, NULL, N_("These questions are not about an offer."));
  return add_all(c, invite_offers, &(struct inviting){ .survey = survey, .added = added });
}

int survey_uninvite(struct ctx *c, struct id survey, struct id invitation)
{
  struct survey s;
  struct survey_invitation v;
  TRY(survey_get(c, survey, &s));
  TRY(global_get(c, survey_invitation, invitation, &v));
  if (!id_same(v.survey, survey)) return not_there(c);
  if (instant_known(s.sent)) return fail(c, ERR_INVALID, NULL, N_("It was sent already."));
  TRY(rate_add(c, survey, v.team, -1, 0));
  return global_delete(c, survey_invitation, invitation);
}

/* --- sending ------------------------------------------------------------------------------------------------------------------- */

int survey_send(struct ctx *c, struct id id)
{
  struct survey s;
  struct survey_rate all;
  TRY(survey_get(c, id, &s));
  if (instant_known(s.sent)) return fail(c, ERR_INVALID, NULL, N_("It was sent already."));
  if (date_before(s.until, c->today)) return fail(c, ERR_INVALID, NULL, N_("Its last day is past. Choose another one first."));
  TRY(survey_rate_of_all(c, id, &all));
  if (!all.invited.n) return fail(c, ERR_INVALID, NULL, N_("Nobody is invited yet."));
  if (s.anonymous == YES && all.invited.n < TOGETHER_LEAST)
    return fail(c, ERR_INVALID, NULL, N_("Fewer than five are invited. Nobody could answer without being known: invite more people, or ask with names."));
  s.sent = (struct instant){ c->now };
  TRY(global_update(c, survey, &s));
  return surveys_run_soon(c, id);
}

int survey_remind(struct ctx *c, struct id id)
{
  struct survey s;
  TRY(survey_get(c, id, &s));
  if (!survey_is_open(&s, c->today)) return fail(c, ERR_INVALID, NULL, N_("This survey is not open."));
  if (date_known(s.reminding) && !date_before(s.reminding, c->today)) return fail(c, ERR_INVALID, NULL, N_("They were reminded today. Once a day is enough."));
  s.reminding = c->today;
  TRY(global_update(c, survey, &s));
  return surveys_run_soon(c, id);
}

static int ask(struct ctx *c, const struct survey_invitation *v, const struct message_template *t)
{
  char name[ID_TEXT];
  id_format(v->id, name);
  const struct message m = { .channel = MESSAGE_MAIL, .address = v->mail, .language = "nl", .about = v->id };
  return outbox_ask(c, t, &m, JOIN(&c->arena, t->key, "/", name, "/", count_text(c, v->reminders.known ? v->reminders.n : 0)));
}

static int ask_new(struct ctx *c, const struct survey *s, size_t *done)
{
  struct survey_invitation_list list;
  TRY(invitations_to_ask(c, s->id, &list));
  for (size_t i = 0; i < list.count; i++) {
    TRY(ask(c, &list.at[i], &survey_message));
    list.at[i].asked = c->today;
    TRY(global_update(c, survey_invitation, &list.at[i]));
  }
  *done += list.count;
  return OK;
}

static int remind_silent(struct ctx *c, const struct survey *s, size_t *done)
{
  struct survey_invitation_list list;
  const struct date soon = date_plus_days(s->until, -REMIND_BEFORE_DAYS), week = date_plus_days(c->today, -REMIND_AFTER_DAYS);
  struct date again = date_known(s->reminding) ? s->reminding : (struct date){ 19000101 };
  if (!date_before(c->today, soon) && date_before(again, soon)) again = soon;
  TRY(invitations_to_remind(c, s->id, week, again, &list));
  for (size_t i = 0; i < list.count; i++) {
    struct survey_invitation *const v = &list.at[i];
    v->reminders = num(v->reminders.n + 1);
    v->reminded = c->today;
    TRY(ask(c, v, &survey_reminder));
    TRY(global_update(c, survey_invitation, v));
  }
  *done += list.count;
  return OK;
}

/* Addresses served to invite and to remind: who was asked stays known by team only. */
static int forget_mails(struct ctx *c, const struct survey *s)
{
  struct survey_invitation_list invited;
  TRY(survey_invited(c, s->id, INVITATIONS_MOST, &invited));
  for (size_t i = 0; i < invited.count; i++) {
    if (!invited.at[i].mail) continue;
    invited.at[i].mail = NULL;
    TRY(global_update(c, survey_invitation, &invited.at[i]));
  }
  return OK;
}

static int close_one(struct ctx *c, struct survey *s)
{
  if (s->anonymous == YES) TRY(survey_count_waiting(c, s));
  TRY(survey_erase_drafts(c, s));
  TRY(forget_mails(c, s));
  s->closed = (struct instant){ c->now };
  return global_update(c, survey, s);
}

struct turn { struct survey *survey; size_t done; };
static int run_one(struct ctx *c, void *arg)
{
  struct turn *const t = arg;
  struct survey *const s = t->survey;
  t->done = 0;
  if (instant_known(s->ended) || date_before(s->until, c->today)) {
    t->done = 1;
    return close_one(c, s);
  }
  if (!outbox_by(c->app, MESSAGE_MAIL)) return OK;
  TRY(ask_new(c, s, &t->done));
  return remind_silent(c, s, &t->done);
}

static int run_in_savepoint(struct ctx *c, void *arg) { return db_savepoint(c, run_one, arg); }

/* One survey a turn that has something to do: a turn is short. One that cannot be done does not stop the others; when only such are left, that is
 * told. */
int surveys_run(struct ctx *c, bool *more)
{
  struct survey_list open;
  struct error wrong = { .code = OK };
  TRY(surveys_open(c, &open));
  for (size_t i = 0; i < open.count; i++) {
    struct turn t = { .survey = &open.at[i] };
    c->scope.region = t.survey->region;
    const int rc = in_own_memory(c, run_in_savepoint, &t);
    if (rc == ERR_AWAY || rc == ERR_BUSY) return rc;
    if (rc == OK && t.done) { *more = true; return OK; }
    if (rc != OK) wrong = c->error;
  }
  c->error = wrong;
  return wrong.code;
}

int surveys_run_soon(struct ctx *c, struct id survey)
{
  char name[ID_TEXT];
  id_format(survey, name);
  return job_ask(c, &survey_job, JOIN(&c->arena, survey_job.key, "/", name, "/", count_text(c, c->now)), survey, c->now);
}

/* --- what the messages say -------------------------------------------------------------------------------------------------------- */

static int write_message(struct ctx *c, const struct message *m, struct buf *text)
{
  struct survey_invitation v;
  struct survey s;
  const char *link;
  TRY(global_get(c, survey_invitation, m->about, &v));
  TRY(global_get(c, survey, v.survey, &s));
  if (!survey_is_open(&s, c->today) || v.answered == YES) return not_there(c);
  TRY(survey_link(c, v.id, &link));
  put(text, tr(c, N_("You are asked to fill in a list of questions:")));
  put(text, " ");
  put(text, s.title);
  put(text, "\n\n");
  put(text, absolute_url(c, local_path(c, JOIN(&c->arena, SURVEY_PAGE "/", link))));
  put(text, "\n\n");
  put(text, tr(c, N_("It can be answered until and with")));
  put(text, " ");
  put_date_in_words(text, c->lang, s.until);
  put(text, ". ");
  put(text, tr(c, N_("You may stop in between, and go on later by the same link. The link is for you: do not pass it on.")));
  put(text, "\n");
  return OK;
}
const struct message_template survey_message = { .key = "questionnaires.survey", .label = N_("An invitation to fill in a questionnaire"), .subject = N_("A list of questions for you"),
  .when = MESSAGE_BY_DAY, .write = write_message };
const struct message_template survey_reminder = { .key = "questionnaires.reminder", .label = N_("A reminder of a questionnaire"), .subject = N_("A list of questions waits for you"),
  .when = MESSAGE_BY_DAY, .write = write_message };
