/* Asking for an expert by experience: wishes in the address, a ranked list, and one form that asks one of them. */
#include "peers_web.h"
#include "calendar.h"
#include "form.h"
#include "html.h"
#include "languages.h"
#include "places.h"
#include "text.h"

enum { HANDED_BACK_SHOWN_DAYS = 14, GAP_FIRST = 7, HIDDEN_MOST = 40 };

/* --- wishes -------------------------------------------------------------------------------------------------- */

static struct choices municipalities(struct ctx *c)
{
  const size_t all = c->places ? c->places->municipalities.count : 0;
  struct choice *const at = arena_new(&c->arena, struct choice, all + 1);
  struct choices list = { 1, at };
  at[0] = (struct choice){ NULL, N_("Unknown") };
  for (size_t i = 0; i < all; i++) {
    const struct municipality *const m = &c->places->municipalities.at[i];
    if (m->region && c->scope.region && strcmp(m->region, c->scope.region) == 0) at[list.count++] = (struct choice){ m->slug, m->name };
  }
  return list;
}

/* What was wished goes along with the form that asks. */
static void put_hidden(struct ctx *c, const struct peer_wishes *w, struct hidden_wish_list *out)
{
  out->at = arena_new(&c->arena, struct hidden_wish, HIDDEN_MOST);
  for (size_t i = 0; i < peer_wishes_record.count && out->count < HIDDEN_MOST; i++) {
    const struct field *const f = &peer_wishes_record.fields[i];
    if (!field_known(f, w)) continue;
    if (f->kind != FIELD_SET) { out->at[out->count++] = (struct hidden_wish){ f->name, field_printed(c, f, w) }; continue; }
    for (unsigned k = 1; k < f->values->count && out->count < HIDDEN_MOST; k++)
      if (set_has(field_set(f, w), k)) out->at[out->count++] = (struct hidden_wish){ f->name, f->values->at[k].key };
  }
}

static const char *with_wishes(struct ctx *c, const struct peer_wishes *w)
{
  struct buf b = { 0 };
  put(&b, local_path(c, PEER_ASK_PATH));
  put(&b, "?");
  form_query(peer_wishes, w, &b);
  return buf_to_arena(&c->arena, &b);
}

/* --- whom it is for ---------------------------------------------------------------------------------------------- */

/* What is known of the person and safe to use stands in the form already. */
static int begin_with_person(struct ctx *c, struct ask_view *v, struct peer_wishes *w)
{
  struct person p;
  struct contact_way_list ways;
  if (!id_known(w->persoon)) return OK;
  TRY(person_get(c, w->persoon, &p));
  v->person = person_name(c, &p);
  v->request.called = p.called ? p.called : p.given_names;
  size_t n;
  const char *const first = text_word(p.languages, &n);
  if (!v->asked && !w->language && first) w->language = arena_text(&c->arena, first, n);
  TRY(contacts_of(c, p.id, &ways));
  for (size_t i = 0; i < ways.count; i++) {
    if (ways.at[i].safe != YES || date_known(ways.at[i].until) || v->request.reach) continue;
    v->request.reach = ways.at[i].value;
    v->request.hours = ways.at[i].hours;
    v->request.voicemail = ways.at[i].voicemail;
  }
  return OK;
}

/* --- the ranked list ----------------------------------------------------------------------------------------------- */

static const char *reasons_said(struct ctx *c, const struct peer_choice *p)
{
  struct buf b = { 0 };
  for (unsigned i = 1; i < peer_reason_choices.count; i++) {
    if (!set_has(p->fit.reasons, i)) continue;
    if (b.len) put(&b, " · ");
    put(&b, tr(c, peer_reason_label((enum peer_reason)i)));
    if (i != PEER_PAUSED || !date_known(p->paused_until)) continue;
    put(&b, " (");
    put_date_in_words(&b, c->lang, p->paused_until);
    put(&b, ")");
  }
  return b.len ? buf_to_arena(&c->arena, &b) : NULL;
}

static int fill_choices(struct ctx *c, struct ask_view *v)
{
  struct peer_choice_list list;
  TRY(peer_choices(c, v->wishes, &list));
  v->fits.at = arena_new(&c->arena, struct choice_line, list.count + 1);
  v->others.at = arena_new(&c->arena, struct choice_line, list.count + 1);
  for (size_t i = 0; i < list.count; i++) {
    const struct peer_choice *const p = &list.at[i];
    struct choice_line_list *const to = p->fit.fits ? &v->fits : &v->others;
    to->at[to->count] = (struct choice_line){ .id = p->id, .name = p->name, .organisation = p->organisation, .languages = languages_in_words(c, p->languages),
      .reasons = reasons_said(c, p), .background = p->background, .chosen = id_same(v->request.peer, p->id),
      .at = to->count ? JOIN(&c->arena, "f-peer-", arg_id(&c->arena, p->id)) : "f-peer" };
    to->count++;
  }
  return OK;
}

/* --- what was asked before --------------------------------------------------------------------------------------------- */

static bool long_over(const struct ctx *c, const struct peer_assignment *a)
{
  return instant_known(a->closed) && a->closed.ms < c->now - HANDED_BACK_SHOWN_DAYS * DAY_MS;
}

static int fill_open(struct ctx *c, struct peer_line_view_list *out)
{
  struct peer_clock_list list;
  TRY(peer_clocks_asked(c, &list));
  out->at = arena_new(&c->arena, struct peer_line_view, list.count + 1);
  for (size_t i = 0; i < list.count; i++) {
    struct peer_assignment a;
    struct peer_clock k;
    const int rc = peer_assignment_get(c, list.at[i].id, &a, &k);
    if (absent(c, rc)) continue;
    TRY(rc);
    if (long_over(c, &a)) continue;
    TRY(peer_line_of(c, &a, &k, &out->at[out->count].line));
    out->at[out->count++].path = local_path(c, peer_path(c, a.id));
  }
  return OK;
}

/* Of this person or referral all that the actor works with, also what a colleague asked. */
static int fill_about(struct ctx *c, struct id about, struct peer_line_view_list *out)
{
  struct peer_line_list lines;
  TRY(peer_assignments_about(c, about, &lines));
  out->at = arena_new(&c->arena, struct peer_line_view, lines.count + 1);
  for (size_t i = 0; i < lines.count; i++) out->at[out->count++] = (struct peer_line_view){ lines.at[i], local_path(c, peer_path(c, lines.at[i].id)) };
  return OK;
}

/* --- the page -------------------------------------------------------------------------------------------------------------- */

/* The wishes: of the form that came back, or of the address. */
static struct peer_wishes *wishes_of(struct ctx *c)
{
  struct peer_wishes *const own = arena_new(&c->arena, struct peer_wishes, 1);
  const struct peer_request *const posted = form_row(c, peer_request);
  const struct peer_wishes *const query = posted ? NULL : form_row(c, peer_wishes);
  if (posted) *own = posted->wishes;
  else if (query) *own = *query;
  return own;
}

/* Nothing was looked for yet: nothing is missing either. */
static void forgive_first_look(struct ctx *c)
{
  struct form *const form = c->form;
  if (!form || form->rec != &peer_wishes_record) return;
  for (size_t i = 0; i < form->rec->count; i++) if (form->typed[i] && !(form->rec->fields[i].flags & BY_LINK)) return;
  for (size_t i = 0; i < form->rec->count; i++) form->wrong[i] = NULL;
  form->errors = 0;
}

static const char *wrong_of(const struct ctx *c, const char *field)
{
  const struct form *const form = c->form;
  if (!form || form->rec != &peer_request_record) return NULL;
  for (size_t i = 0; i < form->rec->count; i++) if (strcmp(form->rec->fields[i].name, field) == 0) return form->wrong[i];
  return NULL;
}

int show_peer_ask(struct ctx *c)
{
  struct peer_wishes *const w = wishes_of(c);
  const struct peer_request *const posted = form_row(c, peer_request);
  struct ask_view v = { .wishes = w, .asked = w->role != PEER_ROLE_UNKNOWN, .request = { .gap = num(GAP_FIRST) }, .peer_wrong = wrong_of(c, "peer") };
  forgive_first_look(c);
  v.lists[0] = (struct field_list){ "language", language_choices(c, N_("Unknown")) };
  v.lists[1] = (struct field_list){ "municipality", municipalities(c) };
  TRY(begin_with_person(c, &v, w));
  if (posted) v.request.peer = posted->peer;
  if (v.asked) TRY(fill_choices(c, &v));
  put_hidden(c, w, &v.hidden);
  v.action = with_wishes(c, w);
  v.about = id_known(w->persoon) || id_known(w->verwijzing);
  TRY(v.about ? fill_about(c, id_known(w->verwijzing) ? w->verwijzing : w->persoon, &v.open) : fill_open(c, &v.open));
  const struct page page = { .title = tr(c, N_("Ask an expert by experience")), .current = PEER_ASK_PATH, .noindex = true, .work = true };
  page_begin(c, &page);
  view_peer_ask(c, &v);
  return page_end(c, &page);
}

int ask_peer(struct ctx *c)
{
  struct id id;
  TRY(peer_ask(c, form_row(c, peer_request), &id));
  return redirect_done(c, local_path(c, peer_path(c, id)), "verstuurd");
}
