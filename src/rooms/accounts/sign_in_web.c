/* Signing in, step by step: the pages. What is right and what is not is access/'s (sign_in.h). */
#include "accounts_web.h"
#include "browser.h"
#include "invitations.h"
#include "html.h"
#include "say.h"
#include "text.h"

#define DEVICE_COOKIE "kentering_apparaat"

bool is_demo(const struct ctx *c) { return c->app->config && c->app->config->demo; }

/* What came from this browser; mail and password where they were asked. */
struct sign_in_ask sign_in_ask_from(struct ctx *c, const char *mail, const char *password)
{
  return (struct sign_in_ask){ .mail = mail, .password = password, .device_token = cookie_read(c, DEVICE_COOKIE), .session_token = session_token_of(c),
    .device = browser_name(c), .second_factor = !is_demo(c) };
}

/* --- what follows ---------------------------------------------------------------------------------- */

static const char *wait_text(struct ctx *c, int64_t ms)
{
  struct buf b = { 0 };
  const int64_t seconds = (ms + 999) / 1000, minutes = (seconds + 59) / 60;
  const bool short_ = seconds < 60;
  const int64_t n = short_ ? seconds : minutes;
  put_filled(&b, short_ ? trn(c, N2_("Wait one second, then try again.", "Wait %s seconds, then try again."), n)
                        : trn(c, N2_("Wait one minute, then try again.", "Wait %s minutes, then try again."), n), (const char *const[]){ arg_int(&c->arena, n), NULL });
  return JOIN(&c->arena, tr(c, N_("There were too many wrong attempts.")), " ", buf_to_arena(&c->arena, &b));
}

static int not_right(struct ctx *c, const struct sign_in_result_of *got, int (*page)(struct ctx *c, int status))
{
  const char *const text = got->result == SIGN_IN_WAIT || got->wait > 0 ? wait_text(c, got->wait) : sign_in_result_label(got->result);
  c->form->said = text;
  return page(c, got->result == SIGN_IN_WAIT ? 429 : 422);
}

int go_on(struct ctx *c, const struct sign_in_result_of *got, const char *back, int (*page)(struct ctx *c, int status))
{
  if (got->result == SIGN_IN_WRONG || got->result == SIGN_IN_WAIT || got->result == SIGN_IN_UNSET) return not_right(c, got, page);
  if (got->result == SIGN_IN_OVER) {
    TRY(session_cookie_clear(c));
    return redirect(c, path_with_return(c, SIGN_IN_PATH, back));
  }
  if (*got->token) TRY(session_cookie_set(c, JOIN(&c->arena, got->token)));
  if (*got->device) TRY(cookie_set(c, DEVICE_COOKIE, got->device, "/", (int64_t)DEVICE_DAYS * 86400));
  if (got->result == SIGN_IN_HALF) return redirect(c, path_with_return(c, CODE_PATH, back));
  if (got->result == SIGN_IN_ENROL) return redirect(c, path_with_return(c, SETUP_PATH, back));
  return redirect(c, return_path(back));
}

/* --- mail and password ------------------------------------------------------------------------------ */

static const char *back_of(struct ctx *c)
{
  const struct return_form *const asked = form_row(c, return_form);
  return asked && asked->terug ? asked->terug : NULL;
}

/* Whoever tries the demonstration needs to know who there is: in the order of the roles. */
static int demo_accounts(struct ctx *c, struct demo_account_list *out)
{
  const struct error error = c->error;
  if (!is_demo(c)) return OK;
  out->at = arena_new(&c->arena, struct demo_account, role_choices.count);
  for (size_t i = 1; i < role_choices.count; i++) {
    struct account a;
    const int rc = account_by_mail(c, JOIN(&c->arena, role_choices.at[i].key, DEMO_MAIL), &a);
    if (rc != OK && rc != ERR_NOT_FOUND) return rc;
    if (rc == OK) out->at[out->count++] = (struct demo_account){ a.mail, a.name, role_choices.at[i].label };
  }
  c->error = error;
  return OK;
}

int sign_in_page(struct ctx *c, int status)
{
  const struct sign_in_form *const posted = form_row(c, sign_in_form);
  struct sign_in_view v = { .back = posted ? posted->terug : back_of(c), .oidc = oidc_of(c) != NULL,
    .mail = ask_of(c, &sign_in_form_record, "mail", "email", "username", NULL),
    .password = ask_of(c, &sign_in_form_record, "wachtwoord", "password", "current-password", NULL) };
  TRY(demo_accounts(c, &v.demo));
  const struct page page = { .title = tr(c, N_("Sign in")), .other_lang = SIGN_IN_PATH, .status = status, .noindex = true };
  page_begin(c, &page);
  view_sign_in(c, &v);
  return page_end(c, &page);
}

int show_sign_in(struct ctx *c)
{
  if (who(c) && !who(c)->half && !c->form->errors) return redirect(c, return_path(back_of(c)));
  return sign_in_page(c, 0);
}

int prepare_sign_in(struct ctx *c)
{
  const struct sign_in_form *const form = form_row(c, sign_in_form);
  const struct sign_in_ask ask = sign_in_ask_from(c, form->mail, form->wachtwoord);
  struct sign_in_outcome *const found = arena_new(&c->arena, struct sign_in_outcome, 1);
  TRY(sign_in_check(c, &ask, found));
  c->prepared = found;
  return OK;
}

int send_sign_in(struct ctx *c)
{
  const struct sign_in_form *const form = form_row(c, sign_in_form);
  const struct sign_in_ask ask = sign_in_ask_from(c, form->mail, form->wachtwoord);
  struct sign_in_result_of got = { 0 };
  TRY(sign_in_begin(c, &ask, c->prepared, &got));
  if (got.result == SIGN_IN_WRONG) {
    c->form->said = N_("This mail address and password do not belong together. Try again.");
    return sign_in_page(c, 422);
  }
  return go_on(c, &got, form->terug, sign_in_page);
}

int send_sign_out(struct ctx *c)
{
  TRY(session_end(c, who(c)->session.id));
  TRY(session_cookie_clear(c));
  return redirect_done(c, local_path(c, SIGN_IN_PATH), "uitgelogd");
}

/* --- the second step --------------------------------------------------------------------------------- */

struct passkey_site passkey_site_of(struct ctx *c)
{
  const char *const origin = absolute_url(c, ""), *const host = strstr(origin, "://") + 3;
  const size_t n = *host == '[' ? strcspn(host, "]") + 1 : strcspn(host, ":/");
  return (struct passkey_site){ .origin = origin, .rp_id = arena_text(&c->arena, host, n) };
}

int passkey_view_of(struct ctx *c, struct passkey_view *out)
{
  const struct signed_in *const me = who(c);
  const struct passkey_site site = passkey_site_of(c);
  struct factor_list keys;
  struct buf b = { 0 };
  TRY(passkeys_of(c, me->account.id, &keys));
  for (size_t i = 0; i < keys.count; i++) {
    if (i) put_char(&b, ' ');
    put(&b, keys.at[i].handle);
  }
  *out = (struct passkey_view){ .rp_id = site.rp_id, .rp_name = c->app->config->site_name, .user_name = me->account.mail, .user_label = me->account.name,
    .user_id = passkey_text(&c->arena, (struct span){ me->account.id.b, sizeof me->account.id.b }), .credentials = buf_to_arena(&c->arena, &b), .any = keys.count > 0 };
  return passkey_ask_begin(c, &me->session, &out->challenge);
}

/* What came as a proof: six digits of an app, a recovery code, or what a passkey signed. False: nothing. */
static bool proof_of(struct ctx *c, const char *code, const struct passkey_signed *key, struct proof *out)
{
  size_t digits = 0;
  *out = (struct proof){ 0 };
  if (key->signature) {
    struct passkey_site *const site = arena_new(&c->arena, struct passkey_site, 1);
    *site = passkey_site_of(c);
    out->passkey = key;
    out->site = site;
    return true;
  }
  if (!code) return false;
  for (const char *s = code; *s; s++) digits += *s != ' ';
  if (digits <= 8) out->totp = code;
  else out->recovery = code;
  return true;
}

static int code_page(struct ctx *c, int status)
{
  const struct code_form *const posted = form_row(c, code_form);
  struct code_view v = { .back = posted ? posted->terug : back_of(c), .code = ask_of(c, &code_form_record, "code", "text", "one-time-code", NULL) };
  TRY(passkey_view_of(c, &v.passkey));
  const struct page page = { .title = tr(c, N_("Sign in")), .other_lang = CODE_PATH, .status = status, .noindex = true, .work = true };
  page_begin(c, &page);
  view_code(c, &v);
  return page_end(c, &page);
}

int show_code(struct ctx *c)
{
  bool second;
  if (!who(c)->half) return redirect(c, return_path(back_of(c)));
  TRY(factor_has_second(c, who(c)->account.id, &second));
  return second ? code_page(c, 0) : redirect(c, path_with_return(c, SETUP_PATH, back_of(c)));
}

int send_code(struct ctx *c)
{
  const struct code_form *const form = form_row(c, code_form);
  const struct passkey_signed key = { form->credential, form->client_data, form->authenticator_data, form->signature };
  struct sign_in_result_of got = { 0 };
  struct proof proof;
  if (!proof_of(c, form->code, &key, &proof)) return fail(c, ERR_INVALID, "code", N_("This is needed."));
  TRY(sign_in_prove(c, &who(c)->session, &proof, cookie_read(c, DEVICE_COOKIE), &got));
  return go_on(c, &got, form->terug, code_page);
}

/* --- choosing the first second step -------------------------------------------------------------------- */

int app_view_of(struct ctx *c, struct app_view *out)
{
  struct totp_begun begun;
  int rc = factor_totp_begun(c, &who(c)->session, &begun);
  if (rc == ERR_NOT_FOUND) {
    c->error = c->error.code == ERR_INVALID ? c->error : (struct error){ 0 };
    rc = factor_totp_begin(c, &who(c)->session, NULL, &begun);
  }
  TRY(rc);
  *out = (struct app_view){ .qr = qr_make(c, begun.uri), .secret = begun.text, .code = ask_of(c, &app_form_record, "code", "text", "one-time-code", NULL) };
  out->code.input_mode = "numeric";
  return OK;
}

int show_setup(struct ctx *c)
{
  const struct app_form *const posted = form_row(c, app_form);
  const struct error error = c->error;
  struct setup_view v = { .back = posted ? posted->terug : back_of(c) };
  bool second;
  if (!who(c)->half) return redirect(c, return_path(v.back));
  TRY(factor_has_second(c, who(c)->account.id, &second));
  if (second) return redirect(c, path_with_return(c, CODE_PATH, v.back));
  TRY(app_view_of(c, &v.app));
  TRY(passkey_view_of(c, &v.passkey));
  c->error = error;
  const struct page page = { .title = tr(c, N_("Add a second step")), .other_lang = SETUP_PATH, .noindex = true, .work = true };
  page_begin(c, &page);
  view_setup(c, &v);
  return page_end(c, &page);
}

int show_codes(struct ctx *c, const char *const *codes, const char *on)
{
  struct recovery_view v = { .on = on, .codes.at = arena_new(&c->arena, const char *, RECOVERY_CODES) };
  for (size_t i = 0; i < RECOVERY_CODES; i++) v.codes.at[v.codes.count++] = codes[i];
  const struct page page = { .title = tr(c, N_("Your recovery codes")), .noindex = true, .work = true };
  page_begin(c, &page);
  view_recovery(c, &v);
  return page_end(c, &page);
}

/* The first one makes the session whole, and shows the codes for when it is lost. */
static int enrolled(struct ctx *c, const struct factor_added *added, const char *back)
{
  char *const device = arena_alloc(&c->arena, DEVICE_TOKEN_TEXT);
  TRY(device_remember(c, who(c)->account.id, cookie_read(c, DEVICE_COOKIE), device));
  if (*added->token) TRY(session_cookie_set(c, JOIN(&c->arena, added->token)));
  TRY(cookie_set(c, DEVICE_COOKIE, device, "/", (int64_t)DEVICE_DAYS * 86400));
  return added->codes ? show_codes(c, added->codes, return_path(back)) : redirect(c, return_path(back));
}

int send_setup(struct ctx *c)
{
  const struct app_form *const form = form_row(c, app_form);
  struct factor_added added = { 0 };
  TRY(factor_totp_confirm(c, &who(c)->session, form->code, &added));
  return enrolled(c, &added, form->terug);
}

int send_setup_key(struct ctx *c)
{
  const struct setup_key_form *const form = form_row(c, setup_key_form);
  const struct passkey_site site = passkey_site_of(c);
  const struct passkey_made made = { form->client_data, form->attestation };
  struct factor_added added = { 0 };
  TRY(factor_passkey_add(c, &who(c)->session, &site, browser_name(c), &made, &added));
  return enrolled(c, &added, form->terug);
}

/* --- what one works as ----------------------------------------------------------------------------------- */

int choose_post(struct ctx *c)
{
  const struct signed_in *const me = who(c);
  struct choose_view v = { .back = back_of(c), .name = me->account.name };
  struct post_list posts;
  if (me->half) return redirect(c, path_with_return(c, CODE_PATH, v.back));
  TRY(session_posts(c, &me->session, &posts));
  TRY(post_lines(c, posts, &v.posts));
  const struct page page = { .title = tr(c, N_("What do you work as now?")), .other_lang = POST_PATH, .noindex = true, .work = true };
  page_begin(c, &page);
  view_choose(c, &v);
  return page_end(c, &page);
}

int send_post(struct ctx *c)
{
  const struct post_form *const form = form_row(c, post_form);
  char *const token = arena_alloc(&c->arena, SESSION_TOKEN_TEXT);
  if (who(c)->half) return redirect(c, path_with_return(c, CODE_PATH, form->terug));
  TRY(session_work_as(c, &who(c)->session, form->post, token));
  TRY(session_cookie_set(c, token));
  return redirect(c, return_path(form->terug));
}

/* --- once more, for a dangerous act ------------------------------------------------------------------------ */

static int again_page(struct ctx *c, int status)
{
  const struct again_form *const posted = form_row(c, again_form);
  struct again_view v = { .back = posted ? posted->terug : back_of(c), .code = ask_of(c, &again_form_record, "code", "text", "one-time-code", NULL),
    .password = ask_of(c, &again_form_record, "wachtwoord", "password", "current-password", NULL) };
  v.with_key = v.password;
  v.code.optional = false;
  TRY(factor_has_second(c, who(c)->account.id, &v.second));
  TRY(passkey_view_of(c, &v.passkey));
  if (v.passkey.any) v.password.id = "wachtwoord-code";
  const struct page page = { .title = tr(c, N_("Is it still you?")), .other_lang = AGAIN_PATH, .status = status, .noindex = true, .work = true };
  page_begin(c, &page);
  view_again(c, &v);
  return page_end(c, &page);
}

int show_again(struct ctx *c) { return again_page(c, 0); }

int prepare_again(struct ctx *c)
{
  struct sign_in_outcome *const found = arena_new(&c->arena, struct sign_in_outcome, 1);
  TRY(sign_in_check_again(c, &who(c)->session, form_row(c, again_form)->wachtwoord, cookie_read(c, DEVICE_COOKIE), found));
  c->prepared = found;
  return OK;
}

int send_again(struct ctx *c)
{
  const struct again_form *const form = form_row(c, again_form);
  const struct passkey_signed key = { form->credential, form->client_data, form->authenticator_data, form->signature };
  struct sign_in_result_of got = { 0 };
  struct proof proof;
  const bool any = proof_of(c, form->code, &key, &proof);
  TRY(sign_in_again(c, &who(c)->session, c->prepared, any ? &proof : NULL, cookie_read(c, DEVICE_COOKIE), &got));
  return go_on(c, &got, form->terug, again_page);
}

/* --- an invitation --------------------------------------------------------------------------------------------- */

int show_invitation(struct ctx *c)
{
  struct invitation found;
  struct account whose = { 0 };
  const struct error error = c->error;
  TRY(invitation_find(c, path_part(c), &found, &whose));
  c->error = error;
  const struct invitation_view v = { .name = whose.name, .mail = whose.mail, .token = path_part(c), .oidc = oidc_of(c) != NULL,
    .password = ask_of(c, &invitation_form_record, "wachtwoord", "password", "new-password", NULL),
    .again = ask_of(c, &invitation_form_record, "wachtwoord2", "password", "new-password", NULL) };
  const struct page page = { .title = tr(c, N_("Welcome")), .noindex = true };
  page_begin(c, &page);
  view_invitation(c, &v);
  return page_end(c, &page);
}

int prepare_invitation(struct ctx *c)
{
  const struct invitation_form *const form = form_row(c, invitation_form);
  const char *hash;
  if (strcmp(form->wachtwoord, form->wachtwoord2) != 0) return fail(c, ERR_INVALID, "wachtwoord2", N_("These two passwords are not the same."));
  const int rc = invitation_prepare(c, path_part(c), form->wachtwoord, &hash);
  if (rc == ERR_INVALID) c->error.field = "wachtwoord";
  TRY(rc);
  c->prepared = JOIN(&c->arena, hash);
  return OK;
}

int send_invitation(struct ctx *c)
{
  const struct sign_in_ask ask = sign_in_ask_from(c, NULL, NULL);
  struct sign_in_result_of got = { 0 };
  TRY(invitation_accept(c, path_part(c), c->prepared, &ask, &got));
  return go_on(c, &got, NULL, sign_in_page);
}
