#include "accounts_room.h"
#include "accounts_web.h"
#include "data_folder.h"
#include "drafts.h"
#include "oidc.h"
#include "own_dates.h"
#include "text.h"
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>

static const struct route routes[] = {
  { GET,  SIGN_IN_PATH,             MAY_ANYBODY, DB,    &return_form_record,      show_sign_in,    ROUTE_NL_EN | ROUTE_DOOR },
  { POST, SIGN_IN_PATH,             MAY_ANYBODY, WRITE, &sign_in_form_record,     send_sign_in,    ROUTE_NL_EN | ROUTE_DOOR, prepare_sign_in },
  { GET,  OIDC_PATH,         MAY_ANYBODY, SLOW,  &oidc_begin_form_record,  begin_oidc,      ROUTE_NL_EN | ROUTE_DOOR },
  { GET,  OIDC_PATH "/terug",   MAY_ANYBODY, WRITE, &oidc_form_record,        finish_oidc,     ROUTE_DOOR, prepare_oidc },
  { GET,  CODE_PATH,                MAY_SIGN_IN, WRITE,  &return_form_record,      show_code,       ROUTE_NL_EN },
  { POST, CODE_PATH,                MAY_SIGN_IN, WRITE, &code_form_record,        send_code,       ROUTE_NL_EN },
  { GET,  SETUP_PATH,    MAY_SIGN_IN, WRITE,  &return_form_record,      show_setup,      ROUTE_NL_EN },
  { POST, SETUP_PATH,    MAY_SIGN_IN, WRITE, &app_form_record,         send_setup,      ROUTE_NL_EN },
  { GET,  SETUP_PATH "/sleutel",    MAY_SIGN_IN, WRITE, &return_form_record,      show_setup,      ROUTE_NL_EN },
  { POST, SETUP_PATH "/sleutel",    MAY_SIGN_IN, WRITE, &setup_key_form_record,   send_setup_key,  ROUTE_NL_EN },
  { GET,  POST_PATH,                MAY_SIGN_IN, DB,    &return_form_record,      choose_post,     ROUTE_NL_EN },
  { POST, POST_PATH,                MAY_SIGN_IN, WRITE, &post_form_record,        send_post,       ROUTE_NL_EN },
  { GET,  AGAIN_PATH,               MAY_OWN,     WRITE,  &return_form_record,      show_again,      ROUTE_NL_EN },
  { POST, AGAIN_PATH,               MAY_OWN,     WRITE, &again_form_record,       send_again,      ROUTE_NL_EN, prepare_again },
  { POST, SIGN_OUT_PATH,            MAY_SIGN_IN, WRITE, NULL,                     send_sign_out,   ROUTE_NL_EN },
  { GET,  INVITATION_PATH "/:token", MAY_ANYBODY, DB,   NULL,                     show_invitation, ROUTE_NL_EN | ROUTE_DOOR },
  { POST, INVITATION_PATH "/:token", MAY_ANYBODY, WRITE, &invitation_form_record, send_invitation, ROUTE_NL_EN | ROUTE_DOOR, prepare_invitation },

  { GET,  WORK_PATH,                      MAY_OWN, DB,    &work_filter_record,      show_work,       ROUTE_NL_EN },
  { GET,  OWN_DATES_PATH,                 MAY_OWN, DB,    NULL,                     show_own_dates,  ROUTE_NL_EN },
  { POST, "/werk/taak/:task/klaar",       MAY_OWN, WRITE, NULL,                     finish_task,     ROUTE_NL_EN },
  { GET,  OWN_PATH,                       MAY_OWN, DB,    NULL,                     show_own,        ROUTE_NL_EN },
  { POST, OWN_PATH,                       MAY_OWN, WRITE, &profile_form_record,     send_own,        ROUTE_NL_EN },
  { GET,  OWN_PATH "/wachtwoord",         MAY_OWN, DB,    NULL,                     show_password,   ROUTE_NL_EN },
  { POST, OWN_PATH "/wachtwoord",         MAY_OWN, WRITE, &password_form_record,    send_password,   ROUTE_NL_EN | ROUTE_FRESH, prepare_password },
  { GET,  OWN_PATH "/app",                MAY_OWN, WRITE, NULL,                     show_app,        ROUTE_NL_EN | ROUTE_FRESH },
  { POST, OWN_PATH "/app",                MAY_OWN, WRITE, &app_form_record,         send_app,        ROUTE_NL_EN | ROUTE_FRESH },
  { GET,  OWN_PATH "/sleutel",            MAY_OWN, WRITE, NULL,                     show_passkey,    ROUTE_NL_EN | ROUTE_FRESH },
  { POST, OWN_PATH "/sleutel",            MAY_OWN, WRITE, &new_passkey_form_record, send_passkey,    ROUTE_NL_EN | ROUTE_FRESH },
  { POST, OWN_PATH "/herstelcodes",       MAY_OWN, WRITE, NULL,                     renew_recovery,  ROUTE_NL_EN | ROUTE_FRESH },
  { POST, OWN_PATH "/stap/:factor/weg",   MAY_OWN, WRITE, NULL,                     remove_factor,   ROUTE_NL_EN | ROUTE_FRESH },
  { POST, OWN_PATH "/sessie/:session/weg", MAY_OWN, WRITE, NULL,                    end_session,     ROUTE_NL_EN },
  { POST, OWN_PATH "/overal-uit",         MAY_OWN, WRITE, NULL,                     end_sessions,    ROUTE_NL_EN },
  { GET,  OWN_PATH "/sleutels",           MAY_OWN, DB,    NULL,                     show_api_keys,   ROUTE_NL_EN },
  { POST, OWN_PATH "/sleutels",           MAY_OWN, WRITE, &api_key_form_record,     add_api_key,     ROUTE_NL_EN | ROUTE_FRESH },
  { POST, OWN_PATH "/sleutels/:key/weg",  MAY_OWN, WRITE, NULL,                     remove_api_key,  ROUTE_NL_EN },

  { GET,  COLLEAGUES_PATH,                              MAY_MANAGE_ACCOUNTS, DB,    &search_form_q_record,  show_colleagues,    ROUTE_NL_EN },
  { GET,  COLLEAGUES_PATH "/nieuw",                     MAY_MANAGE_ACCOUNTS, DB,    NULL,                   show_new_colleague, ROUTE_NL_EN },
  { POST, COLLEAGUES_PATH "/nieuw",                     MAY_MANAGE_ACCOUNTS, WRITE, &colleague_form_record, add_colleague,      ROUTE_NL_EN | ROUTE_FRESH },
  { GET,  COLLEAGUES_PATH "/:account",                  MAY_MANAGE_ACCOUNTS, DB,    NULL,                   show_colleague,     ROUTE_NL_EN },
  { POST, COLLEAGUES_PATH "/:account",                  MAY_MANAGE_ACCOUNTS, WRITE, &role_form_record,      ask_post,           ROUTE_NL_EN | ROUTE_FRESH },
  { POST, COLLEAGUES_PATH "/:account/uitnodiging",      MAY_MANAGE_ACCOUNTS, WRITE, NULL,                   invite_again,       ROUTE_NL_EN | ROUTE_FRESH },
  { GET,  COLLEAGUES_PATH "/:account/vertrek",          MAY_MANAGE_ACCOUNTS, DB,    NULL,                   show_leave,         ROUTE_NL_EN },
  { POST, COLLEAGUES_PATH "/:account/vertrek",          MAY_MANAGE_ACCOUNTS, WRITE, &heir_form_record,      send_leave,         ROUTE_NL_EN | ROUTE_FRESH },
  { POST, COLLEAGUES_PATH "/:account/herstel",          MAY_MANAGE_ACCOUNTS, WRITE, NULL,                   ask_reset,          ROUTE_NL_EN | ROUTE_FRESH },
  { POST, COLLEAGUES_PATH "/:account/herstel-akkoord",  MAY_MANAGE_ACCOUNTS, WRITE, NULL,                   approve_reset,      ROUTE_NL_EN | ROUTE_FRESH },
  { POST, COLLEAGUES_PATH "/:account/herstel-weiger",   MAY_MANAGE_ACCOUNTS, WRITE, NULL,                   refuse_reset,       ROUTE_NL_EN },
  { GET,  ORGANISATIONS_PATH,               MAY_MANAGE_ACCOUNTS, DB,    NULL,                      show_organisations,  ROUTE_NL_EN },
  { POST, ORGANISATIONS_PATH,               MAY_MANAGE_ACCOUNTS, WRITE, &organisation_form_record, add_organisation,    ROUTE_NL_EN },
  { GET,  ORGANISATIONS_PATH "/:organisation", MAY_MANAGE_ACCOUNTS, DB, NULL,                      show_organisation,   ROUTE_NL_EN },
  { POST, ORGANISATIONS_PATH "/:organisation", MAY_MANAGE_ACCOUNTS, WRITE, &organisation_form_record, change_organisation, ROUTE_NL_EN },
  { GET,  ROLES_PATH,                       MAY_MANAGE_ACCOUNTS, DB,    NULL, show_roles,   ROUTE_NL_EN },
  { POST, ROLES_PATH "/:post/akkoord",      MAY_MANAGE_ACCOUNTS, WRITE, NULL, approve_post, ROUTE_NL_EN | ROUTE_FRESH },
  { POST, ROLES_PATH "/:post/weiger",       MAY_MANAGE_ACCOUNTS, WRITE, NULL, refuse_post,  ROUTE_NL_EN },
  { POST, ROLES_PATH "/:post/eind",         MAY_MANAGE_ACCOUNTS, WRITE, NULL, end_post,     ROUTE_NL_EN | ROUTE_FRESH },
  { POST, ROLES_PATH "/:post/bevestig",     MAY_MANAGE_ACCOUNTS, WRITE, NULL, confirm_post, ROUTE_NL_EN },
  { GET,  TEAM_PATH,                        MAY_MANAGE_TEAM,     DB,    NULL, show_team,    ROUTE_NL_EN },
  { POST, TEAM_PATH,                        MAY_MANAGE_TEAM,     WRITE, &team_form_record, ask_team_post, ROUTE_NL_EN | ROUTE_FRESH },
  { POST, TEAM_PATH "/:post/bevestig",      MAY_MANAGE_TEAM,     WRITE, NULL, confirm_post, ROUTE_NL_EN },
  { POST, TEAM_PATH "/:post/akkoord",       MAY_MANAGE_TEAM,     WRITE, NULL, approve_post, ROUTE_NL_EN | ROUTE_FRESH },
  { POST, TEAM_PATH "/:post/weiger",        MAY_MANAGE_TEAM,     WRITE, NULL, refuse_post,  ROUTE_NL_EN },
  { POST, TEAM_PATH "/:post/eind",          MAY_MANAGE_TEAM,     WRITE, NULL, end_post,     ROUTE_NL_EN | ROUTE_FRESH },
  { .path = NULL }
};

/* --- what it keeps while it serves ------------------------------------------------------------------ */

enum { SECRET_MOST = 1000 };
struct state { struct oidc_provider provider; struct oidc *oidc; char secret[SECRET_MOST]; struct arena arena; };

struct oidc *oidc_of(const struct ctx *c)
{
  const struct state *const s = room_state(c, &accounts_room);
  return s ? s->oidc : NULL;
}

static int start_oidc(struct ctx *c, struct state *s)
{
  const struct config *const config = c->app->config;
  if (!config || !config->oidc_issuer) return OK;
  if (!config->public_url) return fail(c, ERR_INVALID, "public-url", N_("Signing in with the own organisation needs the address of this site."));
  if (!config->oidc_client_id || !config->oidc_role_map) return fail(c, ERR_INVALID, "oidc-role-map", N_("Signing in with the own organisation needs oidc-client-id and oidc-role-map."));
  s->provider = (struct oidc_provider){ .issuer = config->oidc_issuer, .client_id = config->oidc_client_id, .required_acr = config->oidc_acr,
    .roles_claim = config->oidc_roles_claim, .redirect_uri = JOIN(&s->arena, config->public_url, OIDC_PATH "/terug") };
  if (config->oidc_client_secret_file) {
    TRY(config_secret(c, config->oidc_client_secret_file, s->secret, sizeof s->secret));
    s->provider.client_secret = s->secret;
  }
  return oidc_new(c, &s->provider, &s->oidc);
}

static void stop(void *state)
{
  struct state *const s = state;
  if (!s) return;
  oidc_free(s->oidc);
  sodium_memzero(s->secret, sizeof s->secret);
  arena_release(&s->arena);
  free(s);
}

static int start(struct ctx *c, void **state)
{
  struct state *const s = calloc(1, sizeof *s);
  if (!s) return fail(c, ERR_STORE, NULL, N_("Out of memory."));
  const int rc = start_oidc(c, s);
  if (rc == OK) *state = s;
  else stop(s);
  return rc;
}

static int clean(struct ctx *c, const struct job *job, bool *more)
{
  (void)job;
  (void)more;
  TRY(sign_in_clean(c));
  TRY(sessions_clean(c));
  return drafts_clean(c);
}

static int remind(struct ctx *c, const struct job *job, bool *more)
{
  (void)job;
  (void)more;
  return posts_remind(c);
}

static const struct job_kind jobs[] = {
  { .key = "accounts.clean",  .label = N_("Deletes sessions, drafts and attempts to sign in that have run out"), .every = 10 * MINUTE_MS, .run = clean },
  { .key = "accounts.remind", .label = N_("Asks every quarter who still works here"), .daily = true, .minute = 6 * 60, .run = remind },
  { .key = "accounts.urgent", .label = N_("Tells by mail what cannot wait on somebody's work list"), .every = MINUTE_MS, .run = tell_urgent },
  { .key = "accounts.tell",   .label = N_("Tells by mail, in the morning, what is new on somebody's work list"), .daily = true, .minute = 7 * 60 + 30, .run = tell_new },
  { .key = NULL }
};

static const struct message_template *const messages[] = { &new_tasks_message, &today_tasks_message, &urgent_task_message, NULL };

static const struct work_link work_menu[] = {
  { WORK_PATH,          N_("Work list"),     MAY_OWN },
  { TEAM_PATH,          N_("My team"),       MAY_MANAGE_TEAM },
  { COLLEAGUES_PATH,    N_("Colleagues"),    MAY_MANAGE_ACCOUNTS },
  { ROLES_PATH,         N_("To approve"),    MAY_MANAGE_ACCOUNTS },
  { ORGANISATIONS_PATH, N_("Organisations"), MAY_MANAGE_ACCOUNTS },
  { .path = NULL }
};

static const struct link_to footer[] = {
  { SIGN_IN_PATH, N_("Sign in for professionals") },
  { .path = NULL }
};

const struct room accounts_room = { .name = "accounts", .routes = routes, .commands = accounts_commands, .work_menu = work_menu, .footer = footer,
  .demo = accounts_demo, .start = start, .jobs = jobs, .messages = messages, .stop = stop };
