/* Colleagues on the command line: the first administrator, and what only whoever has the keys may do. What is done here
 * counts at once. */
#include "accounts_room.h"
#include "console.h"
#include "invitations.h"
#include "json.h"
#include "places.h"
#include "say.h"
#include "text.h"

struct call {
  const struct config *config;
  const char *mail, *name, *organisation, *role, *region, *kind, *heir;
  char token[INVITATION_TOKEN_TEXT];
  struct account account;
};

/* Runs with the database open as the writer, in one transaction, as the console. */
static int with_database(struct ctx *c, struct call *call, bool make, db_body *run)
{
  if (console_begin(c, call->config, make ? CONSOLE_MADE : CONSOLE_EXISTING) != OK) return say_error(c);
  c->scope = (struct scope){ .reach = REACH_ALL, .region = call->region };
  const int rc = db_transaction(c, run, call);
  console_end(c);
  return rc == OK ? DONE : say_error(c);
}

static void read_options(struct call *call, int *argc, char **argv)
{
  const struct { const char *name, **to; } options[] = { { "mail", &call->mail }, { "name", &call->name }, { "organisation", &call->organisation },
    { "role", &call->role }, { "region", &call->region }, { "kind", &call->kind }, { "heir", &call->heir } };
  for (size_t i = 0; i < COUNT(options); i++) *options[i].to = option_value(argc, argv, options[i].name);
}

static int find(struct ctx *c, struct call *call)
{
  const int rc = account_by_mail(c, call->mail, &call->account);
  return rc == ERR_NOT_FOUND ? fail(c, rc, call->mail, N_("Nobody who works here has this mail address.")) : rc;
}

static void say_link(struct ctx *c, const struct call *call)
{
  const char *const site = call->config->public_url ? call->config->public_url : "";
  SAY(c, stderr, N_("A link for %s, good once, for %s days:"), call->account.name ? call->account.name : call->name, count_text(c, INVITATION_DAYS));
  printf("%s" INVITATION_PATH "/%s\n", site, call->token);
}

/* --- roles ------------------------------------------------------------------------------------------- */

static int choose(struct ctx *c, const char *option, const struct choices *values, const char *key, unsigned *out)
{
  *out = key ? choice_find(values, key, strlen(key)) : 0;
  return *out || !key ? OK : fail(c, ERR_INVALID, option, NOT_IN_LIST);
}

/* One of the social map gets a kind the first time that somebody of it works here. */
static int organisation_of(struct ctx *c, const struct call *call, enum role role, struct id *out)
{
  struct organisation o = { 0 };
  unsigned kind;
  TRY(choose(c, "--kind", &organisation_kind_choices, call->kind, &kind));
  TRY(organisation_by_name(c, call->organisation, out));
  TRY(organisation_get(c, *out, &o));
  if (o.kind != ORGANISATION_UNKNOWN && !kind) return OK;
  o.kind = kind ? (enum organisation_kind)kind : kind_of_role(role);
  if (!o.region) o.region = call->region;
  return organisation_change(c, &o);
}

static int post_of(struct ctx *c, const struct call *call, struct post *out)
{
  unsigned role;
  TRY(choose(c, "--role", &role_choices, call->role, &role));
  if (!region_find(c->places, call->region, strlen(call->region))) return fail(c, ERR_INVALID, "--region", NOT_IN_LIST);
  *out = (struct post){ .role = (enum role)role, .region = call->region };
  return organisation_of(c, call, out->role, &out->organisation);
}

/* --- the commands --------------------------------------------------------------------------------------- */

static int add(struct ctx *c, void *arg)
{
  struct call *const call = arg;
  const struct account a = { .name = call->name, .mail = call->mail, .language = "nl" };
  struct post p;
  TRY(post_of(c, call, &p));
  TRY(colleague_add(c, &a, &p, &call->account.id));
  return invitation_issue(c, call->account.id, call->token);
}

static int run_add(struct ctx *c, const struct config *config, int argc, char **argv)
{
  struct call call = { .config = config };
  read_options(&call, &argc, argv);
  if (argc || !call.mail || !call.name || !call.organisation || !call.role || !call.region)
    return wrong_use(c, N_("Say who: --mail, --name, --organisation, --role and --region."));
  const int result = with_database(c, &call, true, add);
  if (result == DONE) say_link(c, &call);
  return result;
}

static int role_for(struct ctx *c, void *arg)
{
  struct call *const call = arg;
  struct post p;
  TRY(find(c, call));
  TRY(post_of(c, call, &p));
  p.account = call->account.id;
  return post_ask(c, &p, NULL);
}

static int run_role(struct ctx *c, const struct config *config, int argc, char **argv)
{
  struct call call = { .config = config };
  read_options(&call, &argc, argv);
  if (argc || !call.mail || !call.organisation || !call.role || !call.region || call.name)
    return wrong_use(c, N_("Say for whom and what: --mail, --organisation, --role and --region."));
  const int result = with_database(c, &call, false, role_for);
  if (result == DONE) SAY(c, stdout, N_("%s now has this role as well."), call.account.name);
  return result;
}

static int leave(struct ctx *c, void *arg)
{
  struct call *const call = arg;
  struct account heir = { 0 };
  TRY(find(c, call));
  if (call->heir && account_by_mail(c, call->heir, &heir) != OK) return fail(c, ERR_NOT_FOUND, call->heir, N_("Nobody who works here has this mail address."));
  return account_leave(c, call->account.id, heir.id);
}

static int run_leave(struct ctx *c, const struct config *config, int argc, char **argv)
{
  struct call call = { .config = config };
  read_options(&call, &argc, argv);
  if (argc || !call.mail || call.name || call.role || call.organisation) return wrong_use(c, N_("Say who leaves: --mail, and who takes over: --heir."));
  const int result = with_database(c, &call, false, leave);
  if (result == DONE) SAY(c, stdout, N_("%s does not work here any more: roles, sessions and involvement have ended."), call.account.name);
  return result;
}

static int reset(struct ctx *c, void *arg)
{
  struct call *const call = arg;
  struct id asked;
  TRY(find(c, call));
  TRY(reset_ask(c, call->account.id, &asked));
  return reset_approve(c, asked, call->token);
}

static int run_reset(struct ctx *c, const struct config *config, int argc, char **argv)
{
  struct call call = { .config = config };
  read_options(&call, &argc, argv);
  if (argc || !call.mail || call.name || call.role) return wrong_use(c, N_("Say who starts anew: --mail."));
  const int result = with_database(c, &call, false, reset);
  if (result == DONE) say_link(c, &call);
  return result;
}

/* --- the list --------------------------------------------------------------------------------------------- */

static int put_json(struct ctx *c, struct json *j, const struct account *a, const struct post_list *posts)
{
  json_begin(j, NULL, '{');
  json_str(j, "mail", a->mail);
  json_str(j, "name", a->name);
  json_bool(j, "left", instant_known(a->gone));
  json_begin(j, "roles", '[');
  for (size_t i = 0; i < posts->count; i++) {
    const char *name;
    TRY(organisation_name(c, posts->at[i].organisation, &name));
    json_begin(j, NULL, '{');
    json_str(j, "role", role_key(posts->at[i].role));
    json_str(j, "organisation", name);
    json_str(j, "region", posts->at[i].region);
    json_close(j);
  }
  json_close(j);
  json_close(j);
  return OK;
}

static int put_line(struct ctx *c, const struct account *a, const struct post_list *posts)
{
  printf("%s  %s%s", a->mail, a->name, instant_known(a->gone) ? "  -" : "");
  for (size_t i = 0; i < posts->count; i++) {
    const char *name;
    TRY(organisation_name(c, posts->at[i].organisation, &name));
    printf("  %s (%s, %s)", role_key(posts->at[i].role), name, posts->at[i].region);
  }
  putchar('\n');
  return OK;
}

static int list(struct ctx *c, void *arg)
{
  const struct call *const call = arg;
  struct buf b = { 0 };
  struct json j = { .b = &b };
  struct account_list all;
  TRY(accounts_all(c, &all));
  json_open(&j, '[');
  for (size_t i = 0; i < all.count; i++) {
    struct post_list posts;
    TRY(posts_of_account(c, all.at[i].id, &posts));
    TRY(call->config->json ? put_json(c, &j, &all.at[i], &posts) : put_line(c, &all.at[i], &posts));
  }
  json_close(&j);
  if (call->config->json) puts(buf_text(&b));
  buf_release(&b);
  return OK;
}

static int run_list(struct ctx *c, const struct config *config, int argc, char **argv)
{
  struct call call = { .config = config };
  (void)argv;
  return argc ? wrong_use(c, N_("This command takes no arguments.")) : with_database(c, &call, false, list);
}

const struct command accounts_commands[] = {
  { "user add",   "--mail MAIL --name NAME --organisation NAME --role ROLE --region REGION [--kind KIND]", N_("Adds a colleague and prints a link to sign in with"),
    N_("The role counts at once. Roles and kinds are keys (team, beheer …; local_team, region …), a region is its slug.\n"), run_add },
  { "user role",  "--mail MAIL --organisation NAME --role ROLE --region REGION [--kind KIND]", N_("Gives a colleague one more role, at once"), NULL, run_role },
  { "user list",  "[--json]", N_("Lists colleagues and their roles"), NULL, run_list },
  { "user leave", "--mail MAIL [--heir MAIL]", N_("Ends everything of a colleague who leaves"), NULL, run_leave },
  { "user reset", "--mail MAIL", N_("Starts password and second step of a colleague anew, and prints a link"), NULL, run_reset },
  { 0 }
};
