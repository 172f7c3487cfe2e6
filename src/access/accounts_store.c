#include "accounts_internal.h"

static const struct query by_mail = { &account_record, "FROM account WHERE account.mail = $1 AND account.gone IS NULL ORDER BY account.id" };
static const struct query all = { &account_record, "FROM account ORDER BY account.name, account.id" };

#define COUNTS "post.since IS NOT NULL AND post.ended IS NULL"
#define IN_ORDER " ORDER BY post.since, post.id"
static const struct query of_account = { &post_record, "FROM post WHERE post.account = $1 AND " COUNTS IN_ORDER };
static const struct query open_of_account = { &post_record, "FROM post WHERE post.account = $1 AND post.ended IS NULL" IN_ORDER };
static const struct query of_organisation = { &post_record, "FROM post WHERE post.organisation = $1 AND post.ended IS NULL" IN_ORDER };
static const struct query of_role = { &post_record, "FROM post WHERE post.role = $1 AND " COUNTS IN_ORDER };
static const struct query ended = { &post_record, "FROM post WHERE post.ended >= $1 ORDER BY post.ended, post.id" };
static const struct query waiting = { &post_record, "FROM post WHERE post.since IS NULL AND post.ended IS NULL ORDER BY post.id" };
static const struct query unconfirmed = { &post_record, "FROM post WHERE " COUNTS " AND (post.confirmed IS NULL OR post.confirmed < $1) ORDER BY post.confirmed, post.id" };

const struct query *const account_queries[] = { &by_mail, &all, &of_account, &open_of_account, &of_organisation, &of_role, &ended, &waiting, &unconfirmed, NULL };

int account_by_mail(struct ctx *c, const char *mail, struct account *out) { return global_one(c, account, out, &by_mail, P(mail_plain(c, mail))); }
int account_get(struct ctx *c, struct id id, struct account *out) { return global_get(c, account, id, out); }
int accounts_all(struct ctx *c, struct account_list *out) { return global_select(c, account, out, &all, P0); }

int post_get(struct ctx *c, struct id id, struct post *out) { return global_get(c, post, id, out); }
int posts_of_account(struct ctx *c, struct id account, struct post_list *out) { return global_select(c, post, out, &of_account, P(account)); }
int posts_open(struct ctx *c, struct id account, struct post_list *out) { return global_select(c, post, out, &open_of_account, P(account)); }
int posts_of_organisation(struct ctx *c, struct id organisation, struct post_list *out) { return global_select(c, post, out, &of_organisation, P(organisation)); }
int posts_of_role(struct ctx *c, enum role role, struct post_list *out) { return global_select(c, post, out, &of_role, P(role_key(role))); }
int posts_ended(struct ctx *c, struct instant since, struct post_list *out) { return global_select(c, post, out, &ended, P(since)); }
int posts_that_wait(struct ctx *c, struct post_list *out) { return global_select(c, post, out, &waiting, P0); }
int posts_unconfirmed(struct ctx *c, struct date before, struct post_list *out) { return global_select(c, post, out, &unconfirmed, P(before)); }
