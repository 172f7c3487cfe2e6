/* Surveys, for who leads them. */
#include "app.h"
#include "form_page.h"
#include "html.h"
#include "outbox.h"
#include "questionnaires_web.h"
#include "say.h"
#include "text.h"

enum { ALL_OF_IT = 1000 };

const char *rate_said(struct ctx *c, int64_t answered, int64_t invited)
{
  return JOIN(&c->arena, count_text(c, answered), " ", tr(c, N_("of")), " ", count_text(c, invited));
}

static int64_t per_mille(int64_t n, int64_t of) { return of ? n * ALL_OF_IT / of : 0; }

static int row_of(struct ctx *c, const struct survey *s, struct survey_row *out)
{
  struct survey_rate all;
  *out = (struct survey_row){ .survey = s, .live = survey_is_open(s, c->today),
    .state = instant_known(s->closed) ? N_("Closed") : !instant_known(s->sent) ? N_("Draft") : survey_is_open(s, c->today) ? N_("Open") : N_("Over: closes in a moment") };
  if (!instant_known(s->sent)) return OK;
  TRY(survey_rate_of_all(c, s->id, &all));
  out->rate = rate_said(c, all.answered.n, all.invited.n);
  return OK;
}

int show_surveys(struct ctx *c)
{
  struct survey_list list;
  struct surveys_view v;
  TRY(surveys_of_region(c, &list));
  v.rows = (struct survey_row_list){ arena_new(&c->arena, struct survey_row, list.count + 1), list.count };
  for (size_t i = 0; i < list.count; i++) TRY(row_of(c, &list.at[i], &v.rows.at[i]));
  const struct page page = { .title = tr(c, N_("Questionnaires")), .current = SURVEYS_PATH, .noindex = true, .work = true };
  page_begin(c, &page);
  view_surveys(c, &v);
  return page_end(c, &page);
}

/* --- one of them ------------------------------------------------------------------------------------------------------------------- */

static int of_path(struct ctx *c, struct survey *out)
{
  struct id id;
  TRY(path_id(c, &id));
  return survey_get(c, id, out);
}

static int add_rates(struct ctx *c, const struct survey *s, struct survey_view *v)
{
  struct survey_rate all;
  struct survey_rate_list rates;
  TRY(survey_rate_of_all(c, s->id, &all));
  TRY(survey_rates(c, s->id, &rates));
  v->all = rate_said(c, all.answered.n, all.invited.n);
  v->per_mille = per_mille(all.answered.n, all.invited.n);
  v->may_send = all.invited.n > 0;
  v->invited = all.invited.n;
  v->teams = (struct rate_row_list){ arena_new(&c->arena, struct rate_row, rates.count + 1), 0 };
  for (size_t i = 0; i < rates.count; i++) {
    const struct survey_rate *const r = &rates.at[i];
    v->teams.at[v->teams.count++] = (struct rate_row){ r->team, rate_said(c, r->answered.n, r->invited.n), per_mille(r->answered.n, r->invited.n) };
  }
  return OK;
}

/* A link is shown where no message brings it, until somebody begins by it: who has it can read what was kept. */
static bool shows_link(const struct survey_view *v, const struct survey_invitation *i) { return v->open && i->begun != YES && i->answered != YES && (!i->mail || !v->mail); }

static int add_invitations(struct ctx *c, const struct survey *s, struct survey_view *v)
{
  struct survey_invitation_list list;
  TRY(survey_invitations(c, s->id, &list));
  const size_t shown = list.count;
  v->more = v->invited - (int64_t)shown;
  v->invitations = (struct invitation_row_list){ arena_new(&c->arena, struct invitation_row, shown + 1), shown };
  for (size_t i = 0; i < shown; i++) {
    const struct survey_invitation *const one = &list.at[i];
    struct invitation_row *const row = &v->invitations.at[i];
    const char *link;
    *row = (struct invitation_row){ .invitation = one };
    row->state = one->answered == YES ? N_("Answered") : one->begun == YES ? N_("Begun") : date_known(one->reminded) ? N_("Reminded") : date_known(one->asked) ? N_("Asked")
      : v->draft ? N_("Not sent yet") : one->mail && v->mail ? N_("On its way") : N_("Hand over the link");
    if (!shows_link(v, one)) continue;
    TRY(survey_link(c, one->id, &link));
    row->link = absolute_url(c, JOIN(&c->arena, SURVEY_PAGE "/", link));
  }
  return OK;
}

int show_survey(struct ctx *c)
{
  struct survey s;
  struct questionnaire q;
  TRY(of_path(c, &s));
  TRY(questionnaire_get(c, s.questionnaire, &q));
  struct survey_view v = { .draft = !instant_known(s.sent), .open = survey_is_open(&s, c->today), .closed = instant_known(s.closed) || instant_known(s.ended), .mail = outbox_by(c->app, MESSAGE_MAIL),
    .about_offers = strcmp(s.name, OFFER_QUESTIONNAIRE) == 0, .questionnaire = q.title, .questions = path_of_id(c, QUESTIONS_PATH, q.id, NULL) };
  v.reminded = date_known(s.reminding) && !date_before(s.reminding, c->today);
  TRY(row_of(c, &s, &v.row));
  TRY(add_rates(c, &s, &v));
  TRY(add_invitations(c, &s, &v));
  const struct page page = { .title = s.title, .current = SURVEYS_PATH, .noindex = true, .work = true };
  page_begin(c, &page);
  view_survey(c, &v);
  return page_end(c, &page);
}

/* --- making and changing ---------------------------------------------------------------------------------------------------------------- */

static int questionnaires_list(struct ctx *c, struct field_list *out)
{
  struct questionnaire_line_list lines;
  TRY(questionnaires_of_region(c, &lines));
  struct choice *const at = arena_new(&c->arena, struct choice, lines.count + 1);
  at[0] = (struct choice){ NULL, N_("Choose a questionnaire") };
  size_t n = 1;
  for (size_t i = 0; i < lines.count; i++) if (!lines.at[i].about_person) at[n++] = (struct choice){ lines.at[i].name, lines.at[i].title };
  *out = (struct field_list){ .field = "questionnaire_name", .values = { n, at } };
  return OK;
}

int show_survey_new(struct ctx *c)
{
  struct field_list list;
  TRY(questionnaires_list(c, &list));
  const struct form_page v = { .title = tr(c, N_("Send a questionnaire")), .path = local_path(c, SURVEYS_PATH "/nieuw"), .token_path = SURVEYS_PATH "/nieuw",
    .back = local_path(c, SURVEYS_PATH), .back_label = tr(c, N_("Questionnaires")), .button = tr(c, N_("Go on: whom do you invite?")), .rec = &survey_form_record, .lists = &list,
    .list_count = 1, .note = tr(c, N_("Nothing is sent yet. First choose the questions and say until when; then invite people.")) };
  return form_page(c, &v, SURVEYS_PATH);
}

int add_survey(struct ctx *c)
{
  struct id id;
  TRY(survey_add(c, form_row(c, survey_form), &id));
  return redirect_done(c, path_of_id(c, SURVEYS_PATH, id, "/uitnodigen"), "opgeslagen");
}

int show_survey_change(struct ctx *c)
{
  struct survey_form f = { .questionnaire_name = NULL };
  struct field_list list;
  TRY(of_path(c, &f.survey));
  f.questionnaire_name = f.survey.name;
  TRY(questionnaires_list(c, &list));
  const bool sent = instant_known(f.survey.sent);
  const struct form_page v = { .title = tr(c, N_("Change")), .path = path_of_id(c, SURVEYS_PATH, f.survey.id, "/wijzigen"), .token_path = SURVEYS_PATH "/:id/wijzigen",
    .back = path_of_id(c, SURVEYS_PATH, f.survey.id, NULL), .back_label = f.survey.title, .button = tr(c, N_("Save")), .rec = &survey_form_record, .row = &f, .lists = &list, .list_count = 1,
    .note = sent ? tr(c, N_("It was sent: the questions, and whether people answer without their name, stay as they were.")) : NULL };
  return form_page(c, &v, SURVEYS_PATH);
}

int change_survey(struct ctx *c)
{
  struct survey_form f = *form_row(c, survey_form);
  TRY(path_id(c, &f.survey.id));
  f.survey.version = c->form->version;
  TRY(survey_change(c, &f));
  return redirect_done(c, path_of_id(c, SURVEYS_PATH, f.survey.id, NULL), "opgeslagen");
}

static const struct field uninvite_fields[] = { F_TEXT(uninvite_form, wie, REQUIRED, N_("Who"), .max = ID_TEXT) };
const struct record uninvite_form_record = PART(uninvite_form, uninvite_fields);

/* --- whom it goes to ------------------------------------------------------------------------------------------------------------------------ */

int show_invite(struct ctx *c)
{
  struct survey s;
  TRY(of_path(c, &s));
  const struct form_page v = { .title = tr(c, N_("Invite")), .path = path_of_id(c, SURVEYS_PATH, s.id, "/uitnodigen"), .token_path = SURVEYS_PATH "/:id/uitnodigen",
    .back = path_of_id(c, SURVEYS_PATH, s.id, NULL), .back_label = s.title, .button = tr(c, instant_known(s.sent) ? N_("Invite them now") : N_("Put them on the list")),
    .rec = &invite_form_record, .note = tr(c, s.anonymous == YES
      ? N_("Of a team with fewer than five answers nothing is shown apart; they count in the total. Addresses are thrown away when the survey closes.")
      : N_("Addresses are thrown away when the survey closes.")) };
  return form_page(c, &v, SURVEYS_PATH);
}

static int to_survey(struct ctx *c, struct id id, const char *done) { return redirect_done(c, path_of_id(c, SURVEYS_PATH, id, NULL), done); }

int invite_people(struct ctx *c)
{
  struct id id;
  size_t added;
  TRY(path_id(c, &id));
  TRY(survey_invite(c, id, form_row(c, invite_form)->lines, &added));
  return to_survey(c, id, "toegevoegd");
}

int invite_offers_of_region(struct ctx *c)
{
  struct id id;
  size_t added;
  TRY(path_id(c, &id));
  TRY(survey_invite_offers(c, id, &added));
  if (!added) return fail(c, ERR_INVALID, NULL, N_("There is no offer in your region with an address to ask at that is not invited yet."));
  return to_survey(c, id, "toegevoegd");
}

int uninvite_person(struct ctx *c)
{
  struct id id, who;
  const struct uninvite_form *const f = form_row(c, uninvite_form);
  TRY(path_id(c, &id));
  if (!f->wie || !id_parse(f->wie, &who)) return not_there(c);
  TRY(survey_uninvite(c, id, who));
  return to_survey(c, id, "verwijderd");
}

int send_survey(struct ctx *c)
{
  struct id id;
  TRY(path_id(c, &id));
  TRY(survey_send(c, id));
  return to_survey(c, id, "verstuurd");
}

int remind_survey(struct ctx *c)
{
  struct id id;
  TRY(path_id(c, &id));
  TRY(survey_remind(c, id));
  return to_survey(c, id, "verstuurd");
}

int close_survey(struct ctx *c)
{
  struct id id;
  TRY(path_id(c, &id));
  TRY(survey_end(c, id));
  return to_survey(c, id, "afgerond");
}

int drop_survey(struct ctx *c)
{
  struct id id;
  TRY(path_id(c, &id));
  TRY(survey_drop(c, id));
  return redirect_done(c, local_path(c, SURVEYS_PATH), "verwijderd");
}
