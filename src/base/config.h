/* Settings: the command line over the config file over defaults. `key = value` lines, # comments; a key that is not
 * known is an error, so that a typing error cannot pass for a setting. */
#ifndef CONFIG_H
#define CONFIG_H
#include "base.h"

/* X(member, "key", default, "what it is"): one line per setting, also the reference in docs/operations */
#define SETTINGS(X) \
  X(data,        "data",        NULL,          N_("Data folder")) \
  X(database,    "database",    NULL,          N_("Database URL; default: sqlite in the data folder")) \
  X(master_key,  "master-key",  NULL,          N_("File with the master key; default: a systemd credential, else the user's state folder")) \
  X(port,        "port",        "8080",        N_("Port to listen on")) \
  X(listen,      "listen",      "127.0.0.1",   N_("Address to listen on; behind a proxy: 127.0.0.1")) \
  X(public_url,  "public-url",  NULL,          N_("Address of the site as visitors know it, without a slash at the end")) \
  X(site_name,   "site-name",   "Kentering",   N_("Name in the header")) \
  X(theme,       "theme",       NULL,          N_("File with a municipality's own design tokens (CSS custom properties)")) \
  X(exit_url,    "exit-url",    "https://www.buienradar.nl/", N_("Where \"leave this site\" goes to")) \
  X(oidc_issuer, "oidc-issuer", NULL,          N_("Sign-in of the own organisation (OpenID Connect): its address, exactly as it calls itself")) \
  X(oidc_client_id, "oidc-client-id", NULL,    N_("By which name it knows this site")) \
  X(oidc_client_secret_file, "oidc-client-secret-file", NULL, N_("File with the secret that goes with it")) \
  X(oidc_acr,    "oidc-acr",    NULL,          N_("How well people must have proved who they are there (acr values, spaces between)")) \
  X(oidc_roles_claim, "oidc-roles-claim", "roles", N_("In which claim it tells somebody's roles")) \
  X(oidc_role_map, "oidc-role-map", NULL,      N_("Its roles and ours: \"their-team=team their-fg=fg\"")) \
  X(smtp_url,    "smtp-url",    NULL,          N_("Mail server: smtp://name:587 or smtps://name:465; without it no mail is sent")) \
  X(smtp_user,   "smtp-user",   NULL,          N_("By which name it knows this site")) \
  X(smtp_password_file, "smtp-password-file", NULL, N_("File with the password that goes with it")) \
  X(mail_from,   "mail-from",   NULL,          N_("Address that mail comes from")) \
  X(sms_url,     "sms-url",     NULL,          N_("Service for text messages (docs/operations): https://…; without it none is sent")) \
  X(sms_token_file, "sms-token-file", NULL,    N_("File with the token that goes with it")) \
  X(sms_from,    "sms-from",    "Kentering",   N_("Name that text messages come from")) \
  X(quiet_hours, "quiet-hours", "20:00-08:00", N_("When messages that can wait are not sent")) \
  X(hooks_private, "hooks-private", NULL,     N_("\"yes\": web hooks may go to addresses in networks of one's own, and to this machine")) \
  X(log,         "log",         "text",        N_("How the log is written: text, or json for programs that collect logs")) \
  X(metrics_listen, "metrics-listen", NULL,    N_("Address and port on this machine where Prometheus asks for figures, such as 127.0.0.1:9080")) \
  X(commit_batch, "commit-batch", "64",        N_("How many changes are committed together at most; 1: each by itself")) \
  X(threads,     "threads",     NULL,          N_("Threads of the event loop; default: twice the cores"))

struct config {
#define SETTING_MEMBER_(member, key, value, help) const char *member;
  SETTINGS(SETTING_MEMBER_)
#undef SETTING_MEMBER_
  bool demo, json;                   /* --demo, --json */
  bool public_only;                  /* serve --public: of other commands that is an option with a file */
};

/* Defaults, then the file of --config, then --key value pairs, which are taken out of argv. Texts live in c->arena.
 * ERR_INVALID names the key or line. `argc` is updated. */
MUST_USE int config_read(struct ctx *c, struct config *out, int *argc, char **argv);

/* Prints "  --key  what it is" for every setting. */
void config_help(const struct ctx *c);

/* Whether argv holds that flag ("demo" for --demo); it is taken out. argv[0] is an argument like the others. */
bool option_flag(int *argc, char **argv, const char *name);
/* The value behind that option, taken out together; NULL if it is not there. */
const char *option_value(int *argc, char **argv, const char *name);
/* Whether the text is a whole number of at most `most`; no sign, no spaces. `text` may be NULL. */
bool whole_number(const char *text, uint64_t most, uint64_t *out);
/* The first line of a file with a secret. ERR_STORE on the path: it cannot be read. The caller clears it. */
MUST_USE int config_secret(struct ctx *c, const char *path, char *out, size_t size);
/* Whether visitors know the site by an https address. NULL: no. */
bool config_by_https(const struct config *config);
#endif
