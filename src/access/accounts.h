/* Accounts: people who work with the product, what they work as, and how they prove who they are.
 * An account is a person; a post is one role for one organisation in one region. A session works as one post.
 * All of these rows grant: they carry a MAC, and are ended, never deleted. */
#ifndef ACCOUNTS_H
#define ACCOUNTS_H
#include "db.h"
#include "permissions.h"

struct organisation;

struct account {
  struct id id;
  int32_t version;
  const char *name;                  /* as colleagues know them */
  const char *mail;                  /* signs in with it; lower case; unique */
  const char *language;              /* "nl", "en" */
  struct id compartment;             /* their own: second factors, drafts */
  struct instant gone;               /* since when they do not work here any more */
};
DECLARE_RECORD(account);

/* Asked for by one, approved by another: only then it counts. */
struct post {
  struct id id;
  int32_t version;
  struct id account, organisation;
  enum role role;
  const char *region;                /* slug */
  struct id asked_by, approved_by;   /* accounts; both ID_NONE: made at the console */
  struct instant since, ended;       /* since: approved; unknown: waits for the second person */
  struct date confirmed;             /* last time a team lead or administrator confirmed it (every quarter) */
};
DECLARE_RECORD(post);

#define FACTOR_KINDS(X) \
  X(FACTOR_UNKNOWN, NULL,       N_("Unknown")) \
  X(FACTOR_PASSWORD, "password", N_("Password")) \
  X(FACTOR_TOTP,     "totp",     N_("Codes of an app")) \
  X(FACTOR_PASSKEY,  "passkey",  N_("Passkey")) \
  X(FACTOR_RECOVERY, "recovery", N_("Recovery codes")) \
  X(FACTOR_OIDC,     "oidc",     N_("Own organisation's sign-in"))
DECLARE_CHOICES(factor_kind, FACTOR_KINDS)

struct factor {
  struct id id;
  int32_t version;
  struct id account;
  enum factor_kind kind;
  const char *label;                 /* given by its owner: "telefoon" */
  const char *handle;                /* SECRET: credential id, or issuer and subject; what it is found by; NULL: none */
  const char *secret;                /* SECRET: hash, public key, or (TOTP) the secret sealed with the account's compartment, base64 */
  struct num count;                  /* last time step or sign count: nothing is accepted twice */
  struct instant made, ended;        /* made: since when it counts; unknown: not proved yet */
};
DECLARE_RECORD(factor);

enum { QUARTER_MONTHS = 3 };         /* how long a confirmation of a post is good for */

/* Whether the actor manages the colleagues of that organisation in that region: the administrator everywhere, a team lead
 * their own. The console too. ERR_NOT_FOUND: not theirs, in the words for what is not there. */
MUST_USE int may_manage(struct ctx *c, struct id organisation, const char *region);
/* Likewise a colleague: whoever has a post, also one that waits, in an organisation that the actor manages. */
MUST_USE int may_manage_account(struct ctx *c, struct id account);

/* A new account, without a way to sign in: invite it. ERR_INVALID: that mail is taken. At the console, by an administrator
 * or by a team lead. Makes its compartment; of `a` name, mail and language count. */
MUST_USE int account_add(struct ctx *c, const struct account *a, struct id *out);
/* Name, mail and language. ERR_INVALID: that mail is taken; ERR_CONFLICT. */
MUST_USE int account_change(struct ctx *c, const struct account *a);
/* Of those who still work here; case does not count. */
MUST_USE int account_by_mail(struct ctx *c, const char *mail, struct account *out);
MUST_USE int account_get(struct ctx *c, struct id id, struct account *out);
/* The name of an account; NULL: there is none. */
MUST_USE int account_name(struct ctx *c, struct id id, const char **out);
/* By name; also those who left. */
MUST_USE int accounts_all(struct ctx *c, struct account_list *out);
/* Leaving ends posts, sessions, factors, known devices, API keys, invitations and involvements, and moves open tasks to
 * `heir` (ID_NONE: to the organisation). A household left without anyone becomes a task of its organisation.
 * ERR_INVALID: one's own account, or an heir who does not work here. */
MUST_USE int account_leave(struct ctx *c, struct id account, struct id heir);
/* The mail as it is stored and compared: lower case, without spaces around. In c->arena. */
const char *mail_plain(struct ctx *c, const char *mail);

/* Asks for a post; it counts once somebody else approves it, who gets a task. Made at the console it counts at once.
 * Of `p` account, organisation, role and region count. ERR_INVALID: they have it, or it was asked for; ERR_NOT_FOUND: not the
 * actor's to give (a team lead's: posts with files of the own organisation and region). */
MUST_USE int post_ask(struct ctx *c, const struct post *p, struct id *out);
/* ERR_INVALID: who asked cannot approve, nor can whom it is for. */
MUST_USE int post_approve(struct ctx *c, struct id post);
/* Also one that waits. Sessions that work as it are worth nothing from now on. */
MUST_USE int post_end(struct ctx *c, struct id post);
/* Quarterly: says that this colleague still does this work. ERR_INVALID: one's own. */
MUST_USE int post_confirm(struct ctx *c, struct id post);
MUST_USE int post_get(struct ctx *c, struct id id, struct post *out);
/* Whether it counts now: approved, and not ended. */
bool post_counts(const struct post *p);
/* Those that count now; for lists of an organisation also those that wait. */
MUST_USE int posts_of_account(struct ctx *c, struct id account, struct post_list *out);
MUST_USE int posts_of_organisation(struct ctx *c, struct id organisation, struct post_list *out);
/* Those that ended at that instant or after it. */
MUST_USE int posts_ended(struct ctx *c, struct instant since, struct post_list *out);
MUST_USE int posts_of_role(struct ctx *c, enum role role, struct post_list *out);
/* Whether an organisation of that kind and region works in the region of the scope: it says so, says nothing, works in the whole
 * country, or somebody has a role here. One that only the social map knows does not. */
MUST_USE int works_here(struct ctx *c, const struct organisation *o, bool *out);
/* Those that wait for the actor's approval, or that the actor asked for. */
MUST_USE int posts_waiting(struct ctx *c, struct post_list *out);
/* Not confirmed for a quarter, of those that the actor manages. */
MUST_USE int posts_to_confirm(struct ctx *c, struct post_list *out);
/* Makes a task for the team leads of every organisation that has some, or for the administrators where no lead can: once a
 * day or so, by a job. */
MUST_USE int posts_remind(struct ctx *c);

/* Those that count, oldest first. What makes and checks them: factors.h. */
MUST_USE int factors_of(struct ctx *c, struct id account, struct factor_list *out);

extern const struct query *const account_queries[];
#endif
