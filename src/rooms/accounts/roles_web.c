/* Roles that wait for a second person, and the team of a team lead. */
#include "accounts_web.h"
#include "html.h"
#include "invitations.h"
#include "text.h"

static int resets_of(struct ctx *c, struct colleague_line_list *out)
{
  struct invitation_list all;
  TRY(resets_waiting(c, &all));
  *out = (struct colleague_line_list){ arena_new(&c->arena, struct colleague_line, all.count + 1), 0 };
  for (size_t i = 0; i < all.count; i++) {
    struct account a;
    TRY(account_get(c, all.at[i].account, &a));
    out->at[out->count++] = (struct colleague_line){ .id = a.id, .name = a.name, .mail = a.mail };
  }
  return OK;
}

int show_roles(struct ctx *c)
{
  struct roles_view v = { 0 };
  struct post_list waiting, due;
  TRY(posts_waiting(c, &waiting));
  TRY(post_lines(c, waiting, &v.posts));
  TRY(resets_of(c, &v.resets));
  TRY(posts_to_confirm(c, &due));
  TRY(post_lines(c, due, &v.due));
  const struct page page = { .title = tr(c, N_("Waits for a second person")), .current = ROLES_PATH, .other_lang = ROLES_PATH, .noindex = true };
  page_begin(c, &page);
  view_roles(c, &v);
  return page_end(c, &page);
}

static const char *list_of(struct ctx *c) { return local_path(c, role_may(who(c)->post.role, MAY_MANAGE_ACCOUNTS) ? ROLES_PATH : TEAM_PATH); }

int approve_post(struct ctx *c)
{
  TRY(post_approve(c, part_id(c)));
  return redirect_done(c, list_of(c), "goedgekeurd");
}

int refuse_post(struct ctx *c)
{
  TRY(post_end(c, part_id(c)));
  return redirect_done(c, list_of(c), "afgewezen");
}

int end_post(struct ctx *c)
{
  struct post p;
  TRY(post_get(c, part_id(c), &p));
  TRY(post_end(c, p.id));
  const bool manages = role_may(who(c)->post.role, MAY_MANAGE_ACCOUNTS);
  return redirect_done(c, manages ? local_path(c, JOIN(&c->arena, COLLEAGUES_PATH "/", arg_id(&c->arena, p.account))) : list_of(c), "beeindigd");
}

/* --- the own team ---------------------------------------------------------------------------------- */

/* Roles of a team: those that see files. */
static struct option_list team_roles(struct ctx *c)
{
  struct option_list list = options_of_choices(c, &role_choices);
  size_t n = 0;
  for (size_t i = 0; i < list.count; i++)
    if (role_sees_files((enum role)choice_find(&role_choices, list.at[i].value, strlen(list.at[i].value)))) list.at[n++] = list.at[i];
  list.count = n;
  return list;
}

static bool is_due(const struct post_list *due, struct id post)
{
  for (size_t i = 0; i < due->count; i++)
    if (id_same(due->at[i].id, post)) return true;
  return false;
}

static int sort_out(struct ctx *c, struct team_view *v)
{
  struct post_list all, due;
  struct post_line_list lines;
  TRY(posts_of_organisation(c, c->scope.organisation, &all));
  TRY(posts_to_confirm(c, &due));
  TRY(post_lines(c, all, &lines));
  v->due.at = arena_new(&c->arena, struct post_line, lines.count + 1);
  v->others.at = arena_new(&c->arena, struct post_line, lines.count + 1);
  v->waiting.at = arena_new(&c->arena, struct post_line, lines.count + 1);
  for (size_t i = 0; i < lines.count; i++) {
    struct post_line *const l = &lines.at[i];
    l->due = is_due(&due, l->id) && !l->self;
    struct post_line_list *const to = l->waits ? &v->waiting : l->due ? &v->due : &v->others;
    to->at[to->count++] = *l;
  }
  return OK;
}

int show_team(struct ctx *c)
{
  struct team_view v = { .organisation = who(c)->organisation_name,
    .name = ask_of(c, &team_form_record, "name", "text", "off", NULL), .mail = ask_of(c, &team_form_record, "mail", "email", "off", NULL),
    .role = select_of(c, &team_form_record, "role", N_("Choose"), team_roles(c), NULL) };
  TRY(sort_out(c, &v));
  const struct page page = { .title = tr(c, N_("My team")), .current = TEAM_PATH, .other_lang = TEAM_PATH, .noindex = true };
  page_begin(c, &page);
  view_team(c, &v);
  return page_end(c, &page);
}

int confirm_post(struct ctx *c)
{
  TRY(post_confirm(c, part_id(c)));
  return redirect_done(c, list_of(c), "bevestigd");
}

int ask_team_post(struct ctx *c)
{
  const struct team_form *const form = form_row(c, team_form);
  const struct account account = { .name = form->name, .mail = form->mail, .language = "nl" };
  const struct post post = { .organisation = c->scope.organisation, .role = form->role, .region = c->scope.region };
  TRY(colleague_add(c, &account, &post, NULL));
  return redirect_done(c, local_path(c, TEAM_PATH), "gevraagd");
}
