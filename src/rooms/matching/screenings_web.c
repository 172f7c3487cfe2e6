#include "screenings_web.h"
#include "accounts.h"
#include "html.h"
#include "matching_room.h"
#include "matching_web.h"
#include "need_to_know.h"
#include "text.h"

/* --- whose, and by whom ---------------------------------------------------------------------------------- */

int screened_of(struct ctx *c, struct id person, struct screened *out, struct membership_list *places)
{
  struct person p;
  TRY(person_get(c, person, &p));
  TRY(memberships_of_person(c, person, places));
  *out = (struct screened){ person, person_name(c, &p), signed_in_may(who(c), MAY_WRITE_FILES) };
  return OK;
}

int writer_name(struct ctx *c, const struct membership_list *places, struct id account, const char **out)
{
  const char *name = NULL;
  bool own = false;
  *out = tr(c, id_known(account) ? N_("a colleague") : N_("Without an account"));
  for (size_t i = 0; id_known(account) && !own && i < places->count; i++) TRY(same_side(c, places->at[i].household, account, &own));
  if (own) TRY(account_name(c, account, &name));
  if (name) *out = name;
  return OK;
}

/* --- advice ----------------------------------------------------------------------------------------------- */

static const char *const list_titles[VERDICT_COUNT] = { [VERDICT_FITS] = N_("Fits"), [VERDICT_COMPLEMENTARY] = N_("Next to other help"),
  [VERDICT_UNKNOWN] = N_("Not known yet"), [VERDICT_EXCLUDED] = N_("Does not fit") };

static const struct offer *offer_called(const struct matcher *m, const char *region, const char *code)
{
  for (size_t i = 0, count = matcher_count(m, region); i < count; i++) {
    const struct offer *const o = &matcher_offer(m, region, i)->offer;
    if (strcmp(advice_code(o), code) == 0) return o;
  }
  return NULL;
}

/* Why it stands there, as far as the same rules say the same today. */
static const char *why(struct ctx *c, const struct match_result *r, enum verdict v, const char *code)
{
  for (size_t i = 0; r && i < r->lists[v].count; i++) {
    const struct match_entry *const e = &r->lists[v].at[i];
    if (strcmp(advice_code(&e->line->offer), code) != 0) continue;
    return v == VERDICT_UNKNOWN ? match_question(c, e) : v == VERDICT_EXCLUDED ? match_why(c, e) : NULL;
  }
  return NULL;
}

/* Where one refers this person to it. */
static const char *refer_path(struct ctx *c, enum verdict v, const struct offer *o, struct id person)
{
  if (!o || (v != VERDICT_FITS && v != VERDICT_COMPLEMENTARY)) return NULL;
  return local_path(c, JOIN(&c->arena, "/werk/verwijzen?aanbod=", o->slug, "&persoon=", arg_id(&c->arena, person)));
}

static struct advice_list_view_list lists_of(struct ctx *c, const struct matcher *m, const struct screening *of, const char *text, const struct match_result *r)
{
  struct advice advice;
  struct advice_list_view_list out = { arena_new(&c->arena, struct advice_list_view, VERDICT_COUNT), 0 };
  advice_read(c, text, &advice);
  for (int v = 0; v < VERDICT_COUNT; v++) {
    const struct text_list *const codes = &advice.lists[v];
    struct advice_list_view *const list = &out.at[out.count];
    if (!codes->count) continue;
    *list = (struct advice_list_view){ list_titles[v], { arena_new(&c->arena, struct offer_told, codes->count), codes->count }, v == VERDICT_EXCLUDED };
    for (size_t i = 0; i < codes->count; i++) {
      const struct offer *const o = offer_called(m, c->scope.region, codes->at[i]);
      list->offers.at[i] = (struct offer_told){ codes->at[i], o ? o->name : NULL, why(c, r, (enum verdict)v, codes->at[i]), refer_path(c, (enum verdict)v, o, of->person) };
    }
    out.count++;
  }
  return out;
}

static int time_of(struct ctx *c, const struct membership_list *places, const struct screening *s, struct time_line *out)
{
  struct advice advice;
  struct profile p;
  *out = (struct time_line){ .id = s->id, .made = moment_in_words(c, s->made, false), .rules_version = s->rules_version };
  TRY(writer_name(c, places, s->by, &out->by));
  TRY(screening_profile(c, s, &p));
  if (p.motivation) out->motivation = motivation_label(p.motivation);
  advice_read(c, s->advice, &advice);
  for (int v = 0; v < VERDICT_COUNT; v++) out->counts[v] = advice.lists[v].count;
  return OK;
}

/* The partner's word and what comes of it, for who works with the partner too. */
static int add_talk(struct ctx *c, const struct matcher *m, const struct screening *s, struct talk_line_list *out)
{
  struct talk_alone *const t = arena_new(&c->arena, struct talk_alone, 1);
  struct person partner;
  const char *opens;
  *out = (struct talk_line_list){ arena_new(&c->arena, struct talk_line, 1), 0 };
  const int rc = talk_alone_of(c, s->id, t);
  if (absent(c, rc)) return OK;
  TRY(rc);
  TRY(person_get(c, t->person, &partner));
  TRY(talk_opens(c, m, s, t, &opens));
  out->at[out->count++] = (struct talk_line){ person_name(c, &partner), t, lists_of(c, m, s, opens, NULL) };
  return OK;
}

static void add_safety(struct ctx *c, const struct rule *r, const struct field *asks, void *arg)
{
  struct text_list *const out = arg;
  (void)asks;
  out->at[out->count++] = rule_text(c, r);
}

static int fill_advice(struct ctx *c, const struct screening *s, struct advice_view *v)
{
  const struct matcher *const m = matching_now(c);
  struct profile told, decided;
  struct match_result r;
  TRY(screening_profile(c, s, &told));
  TRY(screening_decided(c, s, &decided));
  TRY(control_is_set_aside(c, s->person, &v->set_aside));
  TRY(match_decide(c, m, &(struct match_ask){ .profile = &decided, .control_set_aside = v->set_aside }, &r));
  const bool same_rules = strcmp(matcher_rules(m)->version, s->rules_version) == 0;
  v->control_before = decided.coercive_control != told.coercive_control;
  v->rules_now = same_rules ? NULL : matcher_rules(m)->version;
  v->lists = lists_of(c, m, s, s->advice, same_rules ? &r : NULL);
  v->safety.at = arena_new(&c->arena, const char *, matcher_rules(m)->count + 1);
  match_safety(c, &r, add_safety, &v->safety);
  return add_talk(c, m, s, &v->talks);
}

int show_advice(struct ctx *c)
{
  struct id id;
  struct screening s;
  struct membership_list places;
  struct advice_view v = { 0 };
  TRY(path_id(c, &id));
  TRY(screening_get(c, id, &s));
  TRY(screened_of(c, s.person, &v.of, &places));
  TRY(time_of(c, &places, &s, &v.time));
  TRY(fill_advice(c, &s, &v));
  const struct page page = { .title = tr(c, N_("Advice")), .current = "/werk/huishoudens", .noindex = true, .work = true };
  page_begin(c, &page);
  view_person_advice(c, &v);
  return page_end(c, &page);
}

/* --- over time ----------------------------------------------------------------------------------------------- */

static int fill_times(struct ctx *c, const struct screening_list *list, const struct membership_list *places, struct profile_view *v)
{
  v->times = (struct time_line_list){ arena_new(&c->arena, struct time_line, list->count + 1), list->count };
  v->motivations = (struct time_line_list){ arena_new(&c->arena, struct time_line, list->count + 1), 0 };
  for (size_t i = 0; i < list->count; i++) {
    struct time_line *const t = &v->times.at[i];
    TRY(time_of(c, places, &list->at[i], t));
    t->first = i + 1 == list->count;
    if (!t->first) TRY(screening_changes(c, &list->at[i + 1], &list->at[i], &t->changes));
  }
  for (size_t i = 0; i < list->count; i++) {
    const struct time_line *const t = &v->times.at[i];
    const char *before = NULL;
    for (size_t k = i + 1; !before && k < list->count; k++) before = v->times.at[k].motivation;
    if (t->motivation && t->motivation != before) v->motivations.at[v->motivations.count++] = *t;
  }
  return OK;
}

static int fill_answers(struct ctx *c, const struct screening_list *list, struct profile_view *v)
{
  struct standing_answer_list standing;
  TRY(screening_standing(c, list, &standing));
  v->answers = (struct profile_answer_list){ arena_new(&c->arena, struct profile_answer, standing.count + 1), standing.count };
  for (size_t i = 0; i < standing.count; i++)
    v->answers.at[i] = (struct profile_answer){ standing.at[i].label, standing.at[i].text, &v->times.at[standing.at[i].since] };
  return OK;
}

static int fill_others(struct ctx *c, struct id person, struct profile_view *v)
{
  struct talk_alone_list talks;
  struct person_list others;
  TRY(talks_alone_with(c, person, &talks));
  v->talks = (struct talk_line_list){ arena_new(&c->arena, struct talk_line, talks.count + 1), talks.count };
  for (size_t i = 0; i < talks.count; i++) v->talks.at[i] = (struct talk_line){ .talk = &talks.at[i] };
  TRY(partners_of(c, person, &others));
  v->others = (struct other_person_list){ arena_new(&c->arena, struct other_person, others.count + 1), others.count };
  for (size_t i = 0; i < others.count; i++) v->others.at[i] = (struct other_person){ others.at[i].id, person_name(c, &others.at[i]) };
  return OK;
}

int show_profile(struct ctx *c)
{
  struct id id;
  struct screening_list list;
  struct membership_list places;
  struct profile_view v = { 0 };
  TRY(path_id(c, &id));
  TRY(screened_of(c, id, &v.of, &places));
  TRY(screenings_of(c, id, &list));
  TRY(fill_times(c, &list, &places, &v));
  TRY(fill_answers(c, &list, &v));
  TRY(fill_others(c, id, &v));
  TRY(control_is_set_aside(c, id, &v.set_aside));
  const struct page page = { .title = tr(c, N_("Profile")), .current = "/werk/huishoudens", .noindex = true, .work = true };
  page_begin(c, &page);
  view_person_profile(c, &v);
  return page_end(c, &page);
}

/* --- asking ---------------------------------------------------------------------------------------------------- */

static void put_typed(struct buf *b, const char *name, const char *value)
{
  if (b->len) put_char(b, '&');
  url_part(b, name);
  put_char(b, '=');
  url_part(b, value);
}

static void put_no_answers(struct ctx *c, struct buf *b, const char *names, const char *answer)
{
  size_t n;
  for (const char *s = text_word(names, &n); s; s = text_word(s + n, &n)) put_typed(b, arena_text(&c->arena, s, n), answer);
}

/* The form as if the last answers had just been typed: also those who did not know or did not say. */
static int bring_last(struct ctx *c, const struct screening *last)
{
  struct screening_new n = { .behaviour = last->behaviour, .impact = last->impact, .protects = last->protects, .complicating = last->complicating };
  struct buf b = { .wipe = true };
  TRY(screening_profile(c, last, &n.profile));
  for (size_t i = 0; i < screening_new_record.count; i++) {
    const struct field *const f = &screening_new_record.fields[i];
    if (field_known(f, &n)) put_typed(&b, f->name, field_printed(c, f, &n));
  }
  put_no_answers(c, &b, last->dont_know, ANSWER_DONT_KNOW);
  put_no_answers(c, &b, last->rather_not, ANSWER_RATHER_NOT);
  const char *const typed = buf_to_arena(&c->arena, &b);
  const int rc = form_parse(c, screening_new, typed, strlen(typed), NULL);
  if (rc != ERR_INVALID) return rc;
  for (size_t i = 0; i < screening_new_record.count; i++) c->form->wrong[i] = NULL;      /* said when it is sent */
  c->form->errors = 0;
  c->error = (struct error){ 0 };
  return OK;
}

static int partners_asked(struct ctx *c, struct id person, struct field_list *out)
{
  struct person_list partners;
  TRY(partners_of(c, person, &partners));
  struct choice *const at = arena_new(&c->arena, struct choice, partners.count + 1);
  at[0] = (struct choice){ NULL, partners.count ? N_("Choose who it was") : N_("Nobody here on another side that you work for") };
  for (size_t i = 0; i < partners.count; i++) at[i + 1] = (struct choice){ arg_id(&c->arena, partners.at[i].id), person_name(c, &partners.at[i]) };
  *out = (struct field_list){ .field = "partner", .values = { partners.count + 1, at } };
  return OK;
}

int show_screen(struct ctx *c)
{
  struct id id;
  struct screening_list list;
  struct membership_list places;
  struct screen_view v = { 0 };
  TRY(path_id(c, &id));
  TRY(screened_of(c, id, &v.of, &places));
  TRY(partners_asked(c, id, &v.lists[0]));
  v.lists[1] = fit_lists(c, &(size_t){ 0 })[FIT_MUNICIPALITIES];
  TRY(screenings_of(c, id, &list));
  v.again = list.count > 0;
  if (list.count && !form_row(c, screening_new)) TRY(bring_last(c, &list.at[0]));
  const struct page page = { .title = tr(c, N_("What fits")), .current = "/werk/huishoudens", .noindex = true, .work = true };
  page_begin(c, &page);
  view_person_screen(c, &v);
  return page_end(c, &page);
}

static const char *names_typed(struct ctx *c, const char *answer)
{
  const char *names = NULL;
  for (size_t i = 0; i < c->form->rec->count; i++) {
    const struct field *const f = &c->form->rec->fields[i];
    if (!(f->flags & ASKED) || !text_has_word(c->form->typed[i], answer)) continue;
    names = names ? JOIN(&c->arena, names, " ", f->name) : f->name;
  }
  return names;
}

int add_screening(struct ctx *c)
{
  struct screening_new n = *form_row(c, screening_new);
  struct id person, id;
  c->arena.wipe = true;
  TRY(path_id(c, &person));
  n.dont_know = names_typed(c, ANSWER_DONT_KNOW);
  n.rather_not = names_typed(c, ANSWER_RATHER_NOT);
  TRY(screening_add(c, matching_now(c), person, &n, &id));
  return redirect_done(c, path_of_id(c, ADVICE_PATH, id, NULL), "toegevoegd");
}
