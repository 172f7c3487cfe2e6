/* Signing up, and following it with a code: for everybody, also where there are no keys. Nothing of it stands in an address. */
#include "signups_web.h"
#include "app.h"
#include "calendar.h"
#include "campaigns.h"
#include "html.h"
#include "offers_room.h"
#include "text.h"

/* What somebody typed about themselves stays nowhere. */
static void forget_after(struct ctx *c) { c->arena.wipe = c->out.wipe = true; }

/* "25 november 2026" where the term ends with a day, else the minute. */
static const char *at_the_latest(struct ctx *c, struct instant due)
{
  struct buf b = { 0 };
  if (minute_at(due.ms) != 0) return moment_in_words(c, due, false);
  put_date_in_words(&b, c->lang, date_at(due.ms - 1));
  return buf_to_arena(&c->arena, &b);
}

static struct page page_of(const char *title, const char *path, int status)
{
  return (struct page){ .title = title, .current = SIGNUP_PATH, .other_lang = path, .status = status, .noindex = strcmp(path, SIGNUP_PATH) != 0 || status };
}

/* --- signing up ---------------------------------------------------------------------------------------------------------- */

/* The regions; and the word, which is asked for only where it must be copied. */
static const struct field_list *form_lists(struct ctx *c)
{
  struct field_list *const list = arena_new(&c->arena, struct field_list, 2);
  list[0] = (struct field_list){ .field = "region", .values = regions_to_choose(c), .required = true };
  list[1] = (struct field_list){ .field = "copy", .required = true };
  return list;
}

static const char *name_of(struct ctx *c, const char *slug)
{
  const struct region *const r = region_find(c->places, slug, strlen(slug));
  return r ? region_name(c, r) : slug;
}

/* What the form that came back says of its own fields. */
static void look_at_form(struct ctx *c, struct signup_view *v)
{
  const struct form *form = c->form;
  while (form && form->rec != &signup_form_record) form = form->next;
  if (!form) return;
  bool optional = false;
  for (size_t i = 0; i < form->rec->count; i++) {
    const char *const name = form->rec->fields[i].name;
    const bool typed = form->typed[i] && *form->typed[i];
    if (strcmp(name, "for_whom") == 0) optional = true;
    if (strcmp(name, "copy") == 0) optional = false;
    if (strcmp(name, "place") == 0 && typed && !region_of_place(c, form->typed[i])) v->ask_region = true;
    if (strcmp(name, "region") == 0 && (typed || form->wrong[i])) v->ask_region = true;
    v->open = v->open || (optional && (typed || form->wrong[i]));
  }
}

/* The help that somebody came from, if one can sign up for it. */
static void find_offer(struct ctx *c, struct signup_view *v)
{
  const struct signup_form *const posted = form_row(c, signup_form);
  const struct signup_link *const asked = form_row(c, signup_link);
  const char *const slug = posted ? posted->aanbod : asked ? asked->aanbod : NULL;
  const struct offer_line *const line = slug ? snapshot_by_slug(offers_snapshot(c), slug) : NULL;
  if (!line || line->offer.self_registration != YES || !offer_is_public(&line->offer)) return;
  v->offer = line->offer.slug;
  v->offer_name = line->offer.name;
}

/* One that is there and not over: what the address says else is nothing. */
static int find_campaign(struct ctx *c, struct signup_view *v)
{
  const struct signup_form *const posted = form_row(c, signup_form);
  const struct signup_link *const asked = form_row(c, signup_link);
  const char *const slug = posted ? posted->campagne : asked ? asked->campagne : NULL;
  struct campaign p;
  if (!text_known(slug)) return OK;
  const int rc = campaign_shown(c, slug, &p);
  if (absent(c, rc)) return OK;
  TRY(rc);
  if (!campaign_is_over(&p, c->today)) v->campaign = p.slug;
  return OK;
}

static int find_desks(struct ctx *c, struct signup_view *v)
{
  struct signup_desk_list desks;
  TRY(desks_all(c, &desks));
  v->desks = (struct region_lines){ arena_new(&c->arena, struct region_line, desks.count + 1), desks.count };
  for (size_t i = 0; i < desks.count; i++) {
    v->desks.at[i].name = name_of(c, desks.at[i].region);
    if (desks.at[i].kept_days.n > v->kept_days) v->kept_days = desks.at[i].kept_days.n;
  }
  return OK;
}

int show_signup(struct ctx *c)
{
  struct signup_view v = { .lists = form_lists(c), .list_count = 2, .token = form_token_text(c, SIGNUP_PATH) };
  struct intake_state state;
  forget_after(c);
  TRY(intake_state(c, &state));
  TRY(find_desks(c, &v));
  TRY(hours_anywhere(c, &v.chat));
  if (state.busy) v.copy = intake_copy(v.token);
  look_at_form(c, &v);
  find_offer(c, &v);
  TRY(find_campaign(c, &v));
  const struct page page = page_of(tr(c, N_("Sign up")), SIGNUP_PATH, 0);
  page_begin(c, &page);
  view_signup(c, &v);
  return page_end(c, &page);
}

/* Shown at once: the code may stand in no address, and without a cookie there is no next page that knows it. */
int send_signup(struct ctx *c)
{
  struct intake_receipt receipt;
  forget_after(c);
  const char *const token = c->form->token;
  const struct intake_proof proof = { .token = token, .code = follow_code(c, c->app->token_key, token), .age = form_age(c) };
  TRY(intake_send(c, form_row(c, signup_form), &proof, &receipt));
  struct received_view v = { .receipt = &receipt, .region = name_of(c, receipt.region), .before = at_the_latest(c, receipt.due) };
  TRY(hours_anywhere(c, &v.chat));
  const struct page page = page_of(tr(c, N_("Sign up")), SIGNUP_PATH, receipt.answer == INTAKE_FULL ? 503 : 0);
  page_begin(c, &page);
  if (receipt.answer == INTAKE_TAKEN) view_signup_received(c, &v);
  else if (receipt.answer == INTAKE_NO_DESK) view_signup_not_here(c, &v);
  else view_signup_full(c, &v);
  return page_end(c, &page);
}

/* --- following ------------------------------------------------------------------------------------------------------------- */

static int plain(struct ctx *c, const char *path, void (*view)(struct ctx *c))
{
  forget_after(c);
  const struct page page = page_of(tr(c, N_("Follow your sign-up")), path, 0);
  page_begin(c, &page);
  view(c);
  return page_end(c, &page);
}

int show_follow(struct ctx *c) { return plain(c, FOLLOW_PATH, view_follow); }
int show_change(struct ctx *c) { return plain(c, CHANGE_PATH, view_follow_change); }
int show_withdraw_signup(struct ctx *c) { return plain(c, WITHDRAW_PATH, view_follow_withdraw); }

int follow_it(struct ctx *c)
{
  struct signup_follow follow;
  const char *const code = form_row(c, follow_form)->code;
  forget_after(c);
  TRY(follow_find(c, code, &follow));
  const struct follow_view v = { .follow = &follow, .code = code, .before = at_the_latest(c, follow.due) };
  const struct page page = page_of(tr(c, N_("Follow your sign-up")), FOLLOW_PATH, 0);
  page_begin(c, &page);
  view_followed(c, &v);
  return page_end(c, &page);
}

int change_it(struct ctx *c)
{
  TRY(follow_change(c, form_row(c, follow_change_form)));
  return plain(c, CHANGE_PATH, view_follow_changed);
}

int withdraw_it(struct ctx *c)
{
  TRY(follow_withdraw(c, form_row(c, follow_form)->code));
  return plain(c, WITHDRAW_PATH, view_follow_withdrawn);
}
