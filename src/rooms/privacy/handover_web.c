/* Handing a household over: the team lead sees colleagues, and nothing of the file. */
#include "privacy_web.h"
#include "html.h"

static const struct field fields[] = {
  F_TEXT(handover_form, from,   REQUIRED, N_("Whose work"), .max = 40),
  F_TEXT(handover_form, to,     REQUIRED, N_("To whom"), .max = 40,
         .help = N_("You do not see whom this household is about. Ask the previous colleague or their successor first: can this colleague know somebody in it?")),
  F_ENUM(handover_form, reason, REQUIRED, handover_reason, N_("Why")),
};
const struct record handover_form_record = PART(handover_form, fields);

static int choice_of(struct ctx *c, struct id account, struct choice *out)
{
  out->key = arg_id(&c->arena, account);
  return colleague_name(c, account, &out->label);
}

static int fill(struct ctx *c, struct id household, struct handover_view *v)
{
  struct post_list posts;
  struct id *from;
  size_t count;
  TRY(handover_from(c, household, &from, &count));
  TRY(handover_to(c, &posts));
  struct choice *const whose = arena_new(&c->arena, struct choice, count + 1), *const whom = arena_new(&c->arena, struct choice, posts.count + 1);
  whose[0] = whom[0] = (struct choice){ NULL, N_("Choose a colleague") };
  for (size_t i = 0; i < count; i++) TRY(choice_of(c, from[i], &whose[i + 1]));
  for (size_t i = 0; i < posts.count; i++) TRY(choice_of(c, posts.at[i].account, &whom[i + 1]));
  *v = (struct handover_view){ household, { { "from", { count + 1, whose } }, { "to", { posts.count + 1, whom } } } };
  return OK;
}

int show_handover(struct ctx *c)
{
  struct handover_view v;
  struct id household;
  TRY(path_id(c, &household));
  TRY(fill(c, household, &v));
  const struct page page = { .title = tr(c, N_("Hand a household over")), .current = "/werk", .noindex = true };
  page_begin(c, &page);
  view_handover(c, &v);
  return page_end(c, &page);
}

int send_handover(struct ctx *c)
{
  const struct handover_form *const f = form_row(c, handover_form);
  struct id household, from, to;
  TRY(path_id(c, &household));
  if (!id_parse(f->from, &from)) return fail(c, ERR_INVALID, "from", NOT_IN_LIST);
  if (!id_parse(f->to, &to)) return fail(c, ERR_INVALID, "to", NOT_IN_LIST);
  TRY(hand_over(c, household, from, to, f->reason));
  return redirect_done(c, local_path(c, "/werk"), "opgeslagen");
}
