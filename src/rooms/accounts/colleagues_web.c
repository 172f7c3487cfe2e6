/* The administrator's pages of colleagues. */
#include "accounts_web.h"
#include "html.h"
#include "invitations.h"
#include "text.h"

enum { ROWS_MOST = 200 };

/* The colleague of the path, if the actor manages them. */
static int find(struct ctx *c, struct account *out)
{
  const struct id id = part_id(c);
  if (!id_known(id)) return fail(c, ERR_NOT_FOUND, NULL, NULL);
  TRY(may_manage_account(c, id));
  return account_get(c, id, out);
}

static const char *page_of(struct ctx *c, struct id account) { return local_path(c, JOIN(&c->arena, COLLEAGUES_PATH "/", arg_id(&c->arena, account))); }

/* --- the list -------------------------------------------------------------------------------------- */

static bool found_by(struct ctx *c, const char *q, const struct colleague_line *line)
{
  if (!q) return true;
  const char *const wanted = text_folded(&c->arena, q);
  return strstr(text_folded(&c->arena, JOIN(&c->arena, line->name, " ", line->mail, " ", line->work ? line->work : "")), wanted);
}

static bool waits(const struct post_list *waiting, struct id account)
{
  for (size_t i = 0; i < waiting->count; i++)
    if (id_same(waiting->at[i].account, account)) return true;
  return false;
}

/* "Lokaal team, Stichting X; Regisseur, Stichting Y" */
static int work_of(struct ctx *c, struct id account, const char **out)
{
  struct post_list posts;
  struct buf b = { 0 };
  TRY(posts_of_account(c, account, &posts));
  for (size_t i = 0; i < posts.count; i++) {
    const char *organisation;
    TRY(organisation_name(c, posts.at[i].organisation, &organisation));
    if (i) put(&b, "; ");
    put(&b, tr(c, role_label(posts.at[i].role)));
    put(&b, ", ");
    put(&b, organisation);
  }
  *out = posts.count ? buf_to_arena(&c->arena, &b) : NULL;
  return OK;
}

static int colleague_line(struct ctx *c, const struct account *a, const struct post_list *waiting, struct colleague_line *out)
{
  struct factor_list factors;
  *out = (struct colleague_line){ .id = a->id, .name = a->name, .mail = a->mail, .left = instant_known(a->gone), .waits = waits(waiting, a->id) };
  if (out->left) return OK;
  TRY(factors_of(c, a->id, &factors));
  out->invited = factors.count == 0;
  return work_of(c, a->id, &out->work);
}

int show_colleagues(struct ctx *c)
{
  const struct search_form_q *const form = form_row(c, search_form_q);
  struct colleagues_view v = { .q = form->q };
  struct account_list all;
  struct post_list waiting;
  struct colleague_line line;
  TRY(accounts_all(c, &all));
  TRY(posts_waiting(c, &waiting));
  v.rows.at = arena_new(&c->arena, struct colleague_line, ROWS_MOST);
  v.all = all.count;
  for (size_t i = 0; i < all.count && v.rows.count < ROWS_MOST; i++) {
    TRY(colleague_line(c, &all.at[i], &waiting, &line));
    if (found_by(c, form->q, &line)) v.rows.at[v.rows.count++] = line;
  }
  const struct page page = { .title = tr(c, N_("Colleagues")), .current = COLLEAGUES_PATH, .other_lang = COLLEAGUES_PATH, .noindex = true };
  page_begin(c, &page);
  view_colleagues(c, &v);
  return page_end(c, &page);
}

/* --- a new one --------------------------------------------------------------------------------------- */

/* The roles, organisations and regions that a role can be asked for, as in the form of that record. */
static int choices_of(struct ctx *c, const struct record *rec, const char *region, struct post_choices *out)
{
  struct option_list organisations;
  TRY(options_of_organisations(c, &organisations));
  out->role = select_of(c, rec, "role", N_("Choose"), options_of_choices(c, &role_choices), NULL);
  out->organisation = select_of(c, rec, "organisation", N_("Choose"), organisations, NULL);
  out->region = select_of(c, rec, "region", N_("Choose"), options_of_regions(c), region);
  return OK;
}

int show_new_colleague(struct ctx *c)
{
  struct new_colleague_view v = {
    .name = ask_of(c, &colleague_form_record, "name", "text", "off", NULL),
    .mail = ask_of(c, &colleague_form_record, "mail", "email", "off", NULL) };
  TRY(choices_of(c, &colleague_form_record, c->scope.region, &v.choices));
  const struct page page = { .title = tr(c, N_("Add a colleague")), .current = COLLEAGUES_PATH, .other_lang = COLLEAGUES_PATH "/nieuw", .noindex = true };
  page_begin(c, &page);
  view_new_colleague(c, &v);
  return page_end(c, &page);
}

/* Shown as the answer to the form: the link is nowhere else, and a reload asks for it once more. */
static int show_invited(struct ctx *c, struct id account, const char *name, const char *token)
{
  const char *const path = JOIN(&c->arena, INVITATION_PATH "/", token);
  const struct invited_view v = { .name = name, .account = account, .url = absolute_url(c, path), .days = arg_int(&c->arena, INVITATION_DAYS) };
  const struct page page = { .title = tr(c, N_("Invitation")), .current = COLLEAGUES_PATH, .noindex = true };
  page_begin(c, &page);
  view_invited(c, &v);
  return page_end(c, &page);
}

int add_colleague(struct ctx *c)
{
  const struct colleague_form *const form = form_row(c, colleague_form);
  const struct account account = { .name = form->name, .mail = form->mail, .language = "nl" };
  const struct post post = { .organisation = form->organisation, .role = form->role, .region = form->region };
  char token[INVITATION_TOKEN_TEXT];
  struct id id;
  TRY(colleague_add(c, &account, &post, &id));
  TRY(invitation_issue(c, id, token));
  return show_invited(c, id, form->name, token);
}

int invite_again(struct ctx *c)
{
  struct account a;
  char token[INVITATION_TOKEN_TEXT];
  TRY(find(c, &a));
  TRY(invitation_issue(c, a.id, token));
  return show_invited(c, a.id, a.name, token);
}

/* --- one colleague ------------------------------------------------------------------------------------- */

/* What counts and what waits. */
static int posts_of(struct ctx *c, struct id account, struct post_line_list *out)
{
  struct post_list posts, waiting;
  TRY(posts_of_account(c, account, &posts));
  TRY(posts_waiting(c, &waiting));
  struct post *const all = arena_new(&c->arena, struct post, posts.count + waiting.count + 1);
  size_t n = 0;
  for (size_t i = 0; i < posts.count; i++) all[n++] = posts.at[i];
  for (size_t i = 0; i < waiting.count; i++)
    if (id_same(waiting.at[i].account, account)) all[n++] = waiting.at[i];
  return post_lines(c, (struct post_list){ .at = all, .count = n }, out);
}

int ask_post(struct ctx *c)
{
  const struct role_form *const form = form_row(c, role_form);
  struct account a;
  TRY(find(c, &a));
  const struct post post = { .account = a.id, .organisation = form->organisation, .role = form->role, .region = form->region };
  TRY(post_ask(c, &post, NULL));
  return redirect_done(c, page_of(c, a.id), "gevraagd");
}

/* --- leaving --------------------------------------------------------------------------------------------- */

static int heirs(struct ctx *c, struct id leaving, struct option_list *out)
{
  struct account_list all;
  TRY(accounts_all(c, &all));
  *out = (struct option_list){ arena_new(&c->arena, struct option, all.count + 1), 0 };
  for (size_t i = 0; i < all.count; i++)
    if (!instant_known(all.at[i].gone) && !id_same(all.at[i].id, leaving))
      out->at[out->count++] = (struct option){ .value = arg_id(&c->arena, all.at[i].id), .label = all.at[i].name };
  return OK;
}

int show_leave(struct ctx *c)
{
  struct account a;
  struct option_list options;
  TRY(find(c, &a));
  if (instant_known(a.gone)) return fail(c, ERR_NOT_FOUND, NULL, NULL);
  TRY(heirs(c, a.id, &options));
  const struct leave_view v = { .id = a.id, .name = a.name, .heir = select_of(c, &heir_form_record, "heir", N_("The organisation"), options, NULL) };
  const struct page page = { .title = tr(c, N_("A colleague leaves")), .current = COLLEAGUES_PATH, .noindex = true };
  page_begin(c, &page);
  view_leave(c, &v);
  return page_end(c, &page);
}

int send_leave(struct ctx *c)
{
  struct account a;
  TRY(find(c, &a));
  TRY(account_leave(c, a.id, form_row(c, heir_form)->heir));
  return redirect_done(c, page_of(c, a.id), "beeindigd");
}

/* --- a new start, by two people ----------------------------------------------------------------------------- */

/* What was asked for this colleague and waits. ERR_NOT_FOUND: nothing. */
static int reset_of(struct ctx *c, struct id account, struct invitation *out)
{
  struct invitation_list all;
  TRY(resets_waiting(c, &all));
  for (size_t i = 0; i < all.count; i++)
    if (id_same(all.at[i].account, account)) { *out = all.at[i]; return OK; }
  return fail(c, ERR_NOT_FOUND, NULL, NULL);
}

int ask_reset(struct ctx *c)
{
  struct account a;
  TRY(find(c, &a));
  TRY(reset_ask(c, a.id, NULL));
  return redirect_done(c, page_of(c, a.id), "gevraagd");
}

int approve_reset(struct ctx *c)
{
  struct account a;
  struct invitation asked;
  char token[INVITATION_TOKEN_TEXT];
  TRY(find(c, &a));
  TRY(reset_of(c, a.id, &asked));
  TRY(reset_approve(c, asked.id, token));
  return show_invited(c, a.id, a.name, token);
}

int refuse_reset(struct ctx *c)
{
  struct account a;
  struct invitation asked;
  TRY(find(c, &a));
  TRY(reset_of(c, a.id, &asked));
  TRY(reset_refuse(c, asked.id));
  return redirect_done(c, page_of(c, a.id), "afgewezen");
}

/* --- the page of one -------------------------------------------------------------------------------------- */

static int look_at_reset(struct ctx *c, struct colleague_view *v)
{
  struct invitation asked;
  struct account by = { 0 };
  const struct error before = c->error;
  const int rc = reset_of(c, v->account.id, &asked);
  if (rc == ERR_NOT_FOUND) { c->error = before; return OK; }
  TRY(rc);
  v->reset_asked = true;
  v->may_approve_reset = !v->self && !id_same(asked.asked_by, who(c)->account.id);
  if (id_known(asked.asked_by)) TRY(account_get(c, asked.asked_by, &by));
  v->reset_by = by.name ? by.name : tr(c, N_("the console"));
  return OK;
}

int show_colleague(struct ctx *c)
{
  struct colleague_view v = { 0 };
  struct factor_list factors;
  TRY(find(c, &v.account));
  v.left = instant_known(v.account.gone);
  v.self = id_same(v.account.id, who(c)->account.id);
  TRY(posts_of(c, v.account.id, &v.posts));
  TRY(factors_of(c, v.account.id, &factors));
  v.invited = factors.count == 0;
  TRY(look_at_reset(c, &v));
  TRY(choices_of(c, &role_form_record, c->scope.region, &v.choices));
  const struct page page = { .title = v.account.name, .current = COLLEAGUES_PATH, .noindex = true };
  page_begin(c, &page);
  view_colleague(c, &v);
  return page_end(c, &page);
}

