/* The room of accounts in the house, and what its forms ask. */
#ifndef ACCOUNTS_ROOM_H
#define ACCOUNTS_ROOM_H
#include "accounts.h"
#include "app.h"
#include "organisations.h"

#define INVITATION_PATH    "/uitnodiging"
#define SETUP_PATH         "/inloggen/instellen"
#define OIDC_PATH          "/inloggen/oidc"
#define COLLEAGUES_PATH    "/beheer/collega-s"
#define ORGANISATIONS_PATH "/beheer/organisaties"
#define ROLES_PATH         "/beheer/rollen"
#define TEAM_PATH          "/werk/team"

extern const struct room accounts_room;
extern const struct command accounts_commands[];

/* Fills an empty installation with an account for every role (serve --demo). */
MUST_USE int accounts_demo(struct ctx *c);
#define DEMO_MAIL "@demo.invalid"
#define DEMO_PASSWORD "Kentering-demo-1"
extern const char demo_hash[];           /* of that password */

/* A new colleague: the account and a role that waits for a second person (at the console: counts at once). `out` may be NULL. */
MUST_USE int colleague_add(struct ctx *c, const struct account *a, const struct post *p, struct id *out);

/* Tells a colleague by mail that there is something on their work list: today at one of the fixed times, else the next morning; once,
 * however often it is asked. Nothing where this process sends no mail. In the caller's transaction. */
MUST_USE int tell_of_work(struct ctx *c, struct id account, bool today);

/* What an organisation is, by what is done there first. */
enum organisation_kind kind_of_role(enum role role);

/* --- forms: read only, nothing of them is stored as it came ----------------------------------------- */

#define LANGUAGES(X) \
  X(LANGUAGE_UNKNOWN, NULL, N_("Unknown")) \
  X(LANGUAGE_NL, "nl", N_("Dutch")) \
  X(LANGUAGE_EN, "en", N_("English"))
DECLARE_CHOICES(own_language, LANGUAGES)

struct return_form { const char *terug, *gedaan; };
DECLARE_RECORD(return_form);
struct sign_in_form { const char *mail, *wachtwoord, *terug; };
DECLARE_RECORD(sign_in_form);
struct code_form { const char *code, *credential, *client_data, *authenticator_data, *signature, *terug; };
DECLARE_RECORD(code_form);
struct app_form { const char *code, *terug; };
DECLARE_RECORD(app_form);
struct setup_key_form { const char *client_data, *attestation, *terug; };
DECLARE_RECORD(setup_key_form);
struct post_form { struct id post; const char *terug; };
DECLARE_RECORD(post_form);
struct invitation_form { const char *username, *wachtwoord, *wachtwoord2; };
DECLARE_RECORD(invitation_form);
struct again_form { const char *wachtwoord, *code, *credential, *client_data, *authenticator_data, *signature, *terug; };
DECLARE_RECORD(again_form);
struct oidc_begin_form { const char *terug, *uitnodiging; };
DECLARE_RECORD(oidc_begin_form);
struct oidc_form { const char *code, *state, *iss, *error, *error_description, *session_state; };
DECLARE_RECORD(oidc_form);
struct profile_form { const char *name; enum own_language language; };
DECLARE_RECORD(profile_form);
struct password_form { const char *oud_wachtwoord, *wachtwoord, *wachtwoord2; };
DECLARE_RECORD(password_form);
struct new_passkey_form { const char *label, *client_data, *attestation; };
DECLARE_RECORD(new_passkey_form);
struct api_key_form { const char *label; struct set actions; struct num days; };
DECLARE_RECORD(api_key_form);
struct search_form_q { const char *q, *gedaan; };
DECLARE_RECORD(search_form_q);
struct colleague_form { const char *name, *mail; enum role role; struct id organisation; const char *region; };
DECLARE_RECORD(colleague_form);
struct role_form { enum role role; struct id organisation; const char *region; };
DECLARE_RECORD(role_form);
struct team_form { const char *name, *mail; enum role role; };
DECLARE_RECORD(team_form);
struct heir_form { struct id heir; };
DECLARE_RECORD(heir_form);
struct organisation_form { const char *name; enum organisation_kind kind; const char *region, *municipalities; };
DECLARE_RECORD(organisation_form);
#endif
