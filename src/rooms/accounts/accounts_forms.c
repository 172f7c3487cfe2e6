/* What the forms of this room ask, declared once. */
#include "accounts_room.h"
#include "places.h"

DEFINE_CHOICES(own_language, LANGUAGES)

enum { PATH_MOST = 2000, PASSWORD_CHARACTERS = 200, KEY_TEXT_MOST = 24000 };
#define BACK(T) F_TEXT(T, terug, OPTIONAL, N_("Back to"), .max = PATH_MOST)

#define DONE_BEFORE(T) F_TEXT(T, gedaan, OPTIONAL, N_("Done"), .max = 40)      /* the frame of the page says it */

static const struct field return_fields[] = { BACK(return_form), DONE_BEFORE(return_form) };
const struct record return_form_record = PART(return_form, return_fields);

static const struct field sign_in_fields[] = {
  F_TEXT(sign_in_form, mail,       REQUIRED, N_("Mail address"), .max = 200),
  F_TEXT(sign_in_form, wachtwoord, REQUIRED | SECRET, N_("Password"), .max = PASSWORD_CHARACTERS),
  BACK(sign_in_form),
};
const struct record sign_in_form_record = PART(sign_in_form, sign_in_fields);

/* A code, or what a passkey signed. */
#define PROOF(T) \
  F_TEXT(T, code,               OPTIONAL | SECRET, N_("Code"), .max = 60, .help = N_("The six digits of your app, or a recovery code.")), \
  F_TEXT(T, credential,         OPTIONAL | SECRET, N_("Passkey"), .max = 2000), \
  F_TEXT(T, client_data,        OPTIONAL | SECRET, N_("Passkey"), .max = 6000), \
  F_TEXT(T, authenticator_data, OPTIONAL | SECRET, N_("Passkey"), .max = 3000), \
  F_TEXT(T, signature,          OPTIONAL | SECRET, N_("Passkey"), .max = 2000)

static const struct field code_fields[] = { PROOF(code_form), BACK(code_form) };
const struct record code_form_record = PART(code_form, code_fields);

static const struct field app_fields[] = {
  F_TEXT(app_form, code, REQUIRED | SECRET, N_("Code of six digits"), .max = 20),
  BACK(app_form),
};
const struct record app_form_record = PART(app_form, app_fields);

static const struct field setup_key_fields[] = {
  F_TEXT(setup_key_form, client_data, OPTIONAL | SECRET, N_("Passkey"), .max = 6000),
  F_TEXT(setup_key_form, attestation, OPTIONAL | SECRET, N_("Passkey"), .max = KEY_TEXT_MOST),
  BACK(setup_key_form),
};
const struct record setup_key_form_record = PART(setup_key_form, setup_key_fields);

static const struct field post_fields[] = { F_REF(post_form, post, OPTIONAL, post, N_("Role")), BACK(post_form) };
const struct record post_form_record = PART(post_form, post_fields);

#define NEW_PASSWORD(T) F_TEXT(T, wachtwoord, REQUIRED | SECRET, N_("New password"), .max = PASSWORD_CHARACTERS, \
    .help = N_("At least 12 characters. Some words behind one another are easy to remember and hard to guess."))
#define PASSWORD_AGAIN(T) F_TEXT(T, wachtwoord2, REQUIRED | SECRET, N_("The new password once more"), .max = PASSWORD_CHARACTERS)

static const struct field invitation_fields[] = {
  F_TEXT(invitation_form, username, OPTIONAL, N_("Mail address"), .max = 200),
  NEW_PASSWORD(invitation_form),
  PASSWORD_AGAIN(invitation_form),
};
const struct record invitation_form_record = PART(invitation_form, invitation_fields);

static const struct field again_fields[] = {
  F_TEXT(again_form, wachtwoord, REQUIRED | SECRET, N_("Password"), .max = PASSWORD_CHARACTERS),
  PROOF(again_form), BACK(again_form),
};
const struct record again_form_record = PART(again_form, again_fields);

static const struct field oidc_begin_fields[] = { BACK(oidc_begin_form), F_TEXT(oidc_begin_form, uitnodiging, OPTIONAL | SECRET, N_("Invitation"), .max = 60) };
const struct record oidc_begin_form_record = PART(oidc_begin_form, oidc_begin_fields);

static const struct field oidc_fields[] = {
  F_TEXT(oidc_form, code,  OPTIONAL | SECRET, N_("Code"), .max = TEXT_MOST),
  F_TEXT(oidc_form, state, OPTIONAL | SECRET, N_("State"), .max = 200),
  F_TEXT(oidc_form, iss,   OPTIONAL, N_("Issuer"), .max = PATH_MOST),
  F_TEXT(oidc_form, error, OPTIONAL, N_("Error"), .max = 200),
  F_TEXT(oidc_form, error_description, OPTIONAL, N_("Error"), .max = PATH_MOST),
  F_TEXT(oidc_form, session_state, OPTIONAL, N_("State"), .max = PATH_MOST),
};
const struct record oidc_form_record = PART(oidc_form, oidc_fields);

static const struct field profile_fields[] = {
  F_TEXT(profile_form, name,     REQUIRED, N_("Name"), .max = 120, .help = N_("As your colleagues know you.")),
  F_ENUM(profile_form, language, REQUIRED, own_language, N_("Language")),
};
const struct record profile_form_record = PART(profile_form, profile_fields);

static const struct field password_fields[] = {
  F_TEXT(password_form, oud_wachtwoord, REQUIRED | SECRET, N_("Password as it is now"), .max = PASSWORD_CHARACTERS),
  NEW_PASSWORD(password_form),
  PASSWORD_AGAIN(password_form),
};
const struct record password_form_record = PART(password_form, password_fields);

static const struct field new_passkey_fields[] = {
  F_TEXT(new_passkey_form, label,       OPTIONAL, N_("How do you call it?"), .max = 60, .help = N_("For example: telephone. So that you know later which one it is.")),
  F_TEXT(new_passkey_form, client_data, OPTIONAL | SECRET, N_("Passkey"), .max = 6000),
  F_TEXT(new_passkey_form, attestation, OPTIONAL | SECRET, N_("Passkey"), .max = KEY_TEXT_MOST),
};
const struct record new_passkey_form_record = PART(new_passkey_form, new_passkey_fields);

static const struct field api_key_fields[] = {
  F_TEXT(api_key_form, label, REQUIRED, N_("What is it for?"), .max = 60),
  F_SET (api_key_form, actions, REQUIRED, action, N_("What may it do?"), .help = N_("Only what the program needs. It never sees more than you do.")),
  F_INT (api_key_form, days,  REQUIRED, N_("How long does it work?"), .min = 1, .max = 366),
};
const struct record api_key_form_record = PART(api_key_form, api_key_fields);

static const struct field search_fields[] = { F_TEXT(search_form_q, q, OPTIONAL, N_("Name, mail or organisation"), .max = 200), DONE_BEFORE(search_form_q) };
const struct record search_form_q_record = PART(search_form_q, search_fields);

#define POST_OF(T) \
  F_ENUM(T, role,         REQUIRED, role, N_("Role")), \
  F_REF (T, organisation, REQUIRED, organisation, N_("Organisation")), \
  F_TEXT(T, region,       REQUIRED, N_("Region"), .max = 60, .check = check_regions)
#define WHO(T) \
  F_TEXT(T, name, REQUIRED, N_("Name"), .max = 120), \
  F_TEXT(T, mail, REQUIRED, N_("Mail address"), .max = 200, .help = N_("Of the work, not a private one."))

static const struct field colleague_fields[] = { WHO(colleague_form), POST_OF(colleague_form) };
const struct record colleague_form_record = PART(colleague_form, colleague_fields);
static const struct field role_fields[] = { POST_OF(role_form) };
const struct record role_form_record = PART(role_form, role_fields);
static const struct field team_fields[] = { WHO(team_form), F_ENUM(team_form, role, REQUIRED, role, N_("Role")) };
const struct record team_form_record = PART(team_form, team_fields);

static const struct field heir_fields[] = { F_REF(heir_form, heir, OPTIONAL, account, N_("Who takes over the open tasks?")) };
const struct record heir_form_record = PART(heir_form, heir_fields);

static const struct field organisation_fields[] = {
  F_TEXT(organisation_form, name,   REQUIRED, N_("Name"), .max = 160),
  F_ENUM(organisation_form, kind,   REQUIRED, organisation_kind, N_("Kind of organisation")),
  F_TEXT(organisation_form, region, OPTIONAL, N_("Region"), .max = 60, .check = check_regions),
  F_TEXT(organisation_form, municipalities, OPTIONAL, N_("Municipalities"), .max = 2000, .help = N_("Names with commas between. Empty: the whole region.")),
};
const struct record organisation_form_record = PART(organisation_form, organisation_fields);
