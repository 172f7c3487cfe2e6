/* One's own account: name, password, second steps, sessions, keys for programs. */
#include "accounts_web.h"
#include "api_keys.h"
#include "browser.h"
#include "calendar.h"
#include "html.h"
#include "say.h"
#include "text.h"

static const char *own(struct ctx *c) { return local_path(c, OWN_PATH); }

/* --- the page ---------------------------------------------------------------------------------------- */

static int factor_lines(struct ctx *c, struct own_view *v)
{
  struct factor_list all;
  TRY(factors_of(c, who(c)->account.id, &all));
  v->factors.at = arena_new(&c->arena, struct factor_line, all.count + 1);
  for (size_t i = 0; i < all.count; i++) {
    const struct factor *const f = &all.at[i];
    v->has_app |= f->kind == FACTOR_TOTP;
    v->has_passkey |= f->kind == FACTOR_PASSKEY;
    if (f->kind == FACTOR_PASSWORD || f->kind == FACTOR_RECOVERY || !instant_known(f->made)) continue;
    v->factors.at[v->factors.count++] = (struct factor_line){ .id = f->id, .kind = factor_kind_label(f->kind), .label = f->label, .made = date_at(f->made.ms) };
  }
  for (size_t i = 0; i < v->factors.count; i++) v->factors.at[i].can_remove = v->factors.count > 1 || is_demo(c);
  return recovery_codes_left(c, who(c)->account.id, &v->codes_left);
}

static int session_lines(struct ctx *c, struct session_line_list *out)
{
  const struct signed_in *const me = who(c);
  struct session_list all;
  TRY(sessions_of(c, me->account.id, &all));
  *out = (struct session_line_list){ arena_new(&c->arena, struct session_line, all.count + 1), 0 };
  for (size_t i = 0; i < all.count; i++) {
    const struct session *const s = &all.at[i];
    struct instant seen;
    TRY(session_last_seen(c, s, &seen));
    out->at[out->count++] = (struct session_line){ .id = s->id, .device = s->device ? s->device : tr(c, N_("Unknown device")), .made = moment_in_words(c, s->made, false),
      .used = moment_in_words(c, seen, false), .here = id_same(s->id, me->session.id) };
  }
  return OK;
}

int show_own(struct ctx *c)
{
  const struct signed_in *const me = who(c);
  struct own_view v = { .mail = me->account.mail, .name = ask_of(c, &profile_form_record, "name", "text", "name", me->account.name),
    .language = select_of(c, &profile_form_record, "language", NULL, options_of_choices(c, &own_language_choices), me->account.language ? me->account.language : "nl") };
  struct post_list posts;
  TRY(posts_of_account(c, me->account.id, &posts));
  TRY(post_lines(c, posts, &v.posts));
  TRY(factor_lines(c, &v));
  TRY(session_lines(c, &v.sessions));
  const struct page page = { .title = tr(c, N_("Own account")), .current = OWN_PATH, .other_lang = OWN_PATH, .noindex = true };
  page_begin(c, &page);
  view_own(c, &v);
  return page_end(c, &page);
}

int send_own(struct ctx *c)
{
  const struct profile_form *const form = form_row(c, profile_form);
  struct account a = who(c)->account;
  a.name = form->name;
  a.language = own_language_key(form->language);
  TRY(account_change(c, &a));
  return redirect_done(c, own(c), "opgeslagen");
}

/* --- the password ---------------------------------------------------------------------------------------- */

int show_password(struct ctx *c)
{
  const struct password_view v = { .old = ask_of(c, &password_form_record, "oud_wachtwoord", "password", "current-password", NULL),
    .password = ask_of(c, &password_form_record, "wachtwoord", "password", "new-password", NULL),
    .again = ask_of(c, &password_form_record, "wachtwoord2", "password", "new-password", NULL) };
  const struct page page = { .title = tr(c, N_("Change password")), .current = OWN_PATH, .other_lang = OWN_PATH "/wachtwoord", .noindex = true };
  page_begin(c, &page);
  view_password(c, &v);
  return page_end(c, &page);
}

/* The old one counts as an attempt like any other: found here, counted by the handler. */
struct new_password { struct sign_in_outcome old; const char *hash; };

int prepare_password(struct ctx *c)
{
  const struct password_form *const form = form_row(c, password_form);
  struct new_password *const new = arena_new(&c->arena, struct new_password, 1);
  if (strcmp(form->wachtwoord, form->wachtwoord2) != 0) return fail(c, ERR_INVALID, "wachtwoord2", N_("These two passwords are not the same."));
  const int rc = password_prepare(c, who(c)->account.id, form->wachtwoord, &new->hash);
  if (rc == ERR_INVALID) c->error.field = "wachtwoord";
  TRY(rc);
  TRY(sign_in_check_again(c, &who(c)->session, form->oud_wachtwoord, NULL, &new->old));
  c->prepared = new;
  return OK;
}

int send_password(struct ctx *c)
{
  const struct new_password *const new = c->prepared;
  if (!new->old.right) return fail(c, ERR_INVALID, "oud_wachtwoord", N_("This is not your password."));
  TRY(password_change(c, &who(c)->session, new->hash));
  return redirect_done(c, own(c), "opgeslagen");
}

/* --- second steps ------------------------------------------------------------------------------------------ */

int show_app(struct ctx *c)
{
  const struct error error = c->error;
  struct app_view v;
  TRY(app_view_of(c, &v));
  c->error = error;
  const struct page page = { .title = tr(c, N_("Add codes of an app")), .current = OWN_PATH, .other_lang = OWN_PATH "/app", .noindex = true };
  page_begin(c, &page);
  view_app(c, &v);
  return page_end(c, &page);
}

static int added(struct ctx *c, const struct factor_added *a)
{
  return a->codes ? show_codes(c, a->codes, own(c)) : redirect_done(c, own(c), "toegevoegd");
}

int send_app(struct ctx *c)
{
  struct factor_added a = { 0 };
  TRY(factor_totp_confirm(c, &who(c)->session, form_row(c, app_form)->code, &a));
  return added(c, &a);
}

int show_passkey(struct ctx *c)
{
  const struct error error = c->error;
  struct new_passkey_view v = { .label = ask_of(c, &new_passkey_form_record, "label", "text", "off", NULL) };
  TRY(passkey_view_of(c, &v.passkey));
  c->error = error;
  const struct page page = { .title = tr(c, N_("Add a passkey")), .current = OWN_PATH, .other_lang = OWN_PATH "/sleutel", .noindex = true };
  page_begin(c, &page);
  view_passkey(c, &v);
  return page_end(c, &page);
}

int send_passkey(struct ctx *c)
{
  const struct new_passkey_form *const form = form_row(c, new_passkey_form);
  const struct passkey_site site = passkey_site_of(c);
  const struct passkey_made made = { form->client_data, form->attestation };
  struct factor_added a = { 0 };
  TRY(factor_passkey_add(c, &who(c)->session, &site, form->label ? form->label : browser_name(c), &made, &a));
  return added(c, &a);
}

int renew_recovery(struct ctx *c)
{
  const char *const *codes;
  TRY(recovery_codes_renew(c, &who(c)->session, &codes));
  return show_codes(c, codes, own(c));
}

int remove_factor(struct ctx *c)
{
  TRY(factor_remove(c, &who(c)->session, part_id(c)));
  return redirect_done(c, own(c), "verwijderd");
}

/* --- sessions ------------------------------------------------------------------------------------------------ */

/* Own ones only: what is somebody else's is not there. */
int end_session(struct ctx *c)
{
  const struct id id = part_id(c);
  struct session_list all;
  TRY(sessions_of(c, who(c)->account.id, &all));
  for (size_t i = 0; i < all.count; i++)
    if (id_same(all.at[i].id, id)) { TRY(session_end(c, id)); return redirect_done(c, own(c), "beeindigd"); }
  return fail(c, ERR_NOT_FOUND, NULL, NULL);
}

int end_sessions(struct ctx *c)
{
  TRY(sessions_end(c, who(c)->account.id, ID_NONE));
  TRY(session_cookie_clear(c));
  return redirect_done(c, local_path(c, SIGN_IN_PATH), "uitgelogd");
}

/* --- keys for programs --------------------------------------------------------------------------------------- */

static const int key_days[] = { 30, 90, 180, 366 };

static struct option_list days_options(struct ctx *c)
{
  struct option_list list = { arena_new(&c->arena, struct option, COUNT(key_days)), 0 };
  for (size_t i = 0; i < COUNT(key_days); i++) {
    struct buf b = { 0 };
    put_filled(&b, tr(c, N_("%s days")), (const char *const[]){ arg_int(&c->arena, key_days[i]), NULL });
    list.at[list.count++] = (struct option){ .value = arg_int(&c->arena, key_days[i]), .label = buf_to_arena(&c->arena, &b) };
  }
  return list;
}

static bool key_may(const struct ctx *c, unsigned choice) { return api_key_may(who(c)->post.role, (enum action)choice); }

/* "Read files, find persons" */
static const char *actions_text(struct ctx *c, struct set actions)
{
  const char *text = "";
  for (unsigned i = 1; i < action_choices.count; i++)
    if (set_has(actions, i)) text = JOIN(&c->arena, text, *text ? "; " : "", tr(c, action_label((enum action)i)));
  return text;
}

static int api_keys_page(struct ctx *c, const char *fresh)
{
  struct api_keys_view v = { .fresh = fresh, .label = ask_of(c, &api_key_form_record, "label", "text", "off", NULL),
    .actions = some_of(c, &api_key_form_record, "actions", key_may), .lasts = select_of(c, &api_key_form_record, "days", NULL, days_options(c), "90") };
  struct api_key_list all;
  TRY(api_keys_of(c, who(c)->account.id, &all));
  v.keys.at = arena_new(&c->arena, struct api_key_line, all.count + 1);
  for (size_t i = 0; i < all.count; i++)
    v.keys.at[v.keys.count++] = (struct api_key_line){ .id = all.at[i].id, .label = all.at[i].label, .may = actions_text(c, all.at[i].actions), .until = all.at[i].until };
  const struct page page = { .title = tr(c, N_("Keys for programs")), .current = OWN_PATH, .other_lang = OWN_PATH "/sleutels", .noindex = true };
  page_begin(c, &page);
  view_api_keys(c, &v);
  return page_end(c, &page);
}

int show_api_keys(struct ctx *c) { return api_keys_page(c, NULL); }

/* It may what its owner ticked; which of that a role has and a program can be let do, is asked of api_keys.h. */
int add_api_key(struct ctx *c)
{
  const struct api_key_form *const form = form_row(c, api_key_form);
  const struct api_key k = { .label = form->label, .actions = form->actions, .until = date_plus_days(c->today, form->days.n) };
  char *const key = arena_alloc(&c->arena, API_KEY_TEXT);
  TRY(api_key_make(c, who(c), &k, key));
  c->form = NULL;
  return api_keys_page(c, key);
}

int remove_api_key(struct ctx *c)
{
  TRY(api_key_end(c, part_id(c)));
  return redirect_done(c, local_path(c, OWN_PATH "/sleutels"), "beeindigd");
}
