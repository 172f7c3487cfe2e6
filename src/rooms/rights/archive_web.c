/* The archive for who works with a household: choosing a side, and the two files. */
#include "archive_web.h"
#include "html.h"
#include "text.h"

static const struct field ask_fields[] = { F_ENUM(archive_ask, kant, BY_LINK, side_letter, N_("Side")) };
const struct record archive_ask_record = PART(archive_ask, ask_fields);

int show_archive(struct ctx *c)
{
  struct household h;
  struct archive_view v = { 0 };
  TRY(path_id(c, &v.household));
  TRY(household_now(c, v.household, &h));
  v.name = h.name;
  TRY(archive_sides(c, v.household, &v.sides));
  const struct page page = { .title = tr(c, N_("Archive")), .current = "/werk/huishoudens", .noindex = true, .work = true };
  page_begin(c, &page);
  view_archive(c, &v);
  return page_end(c, &page);
}

/* The side that was asked for; the only one if none was. */
static int side_asked(struct ctx *c, struct id household, struct archive_side *out)
{
  const struct archive_ask *const ask = form_row(c, archive_ask);
  struct archive_side_list sides;
  TRY(archive_sides(c, household, &sides));
  for (size_t i = 0; i < sides.count; i++)
    if (sides.at[i].letter == ask->kant || (!ask->kant && sides.count == 1)) { *out = sides.at[i]; return OK; }
  return not_there(c);
}

static int answer(struct ctx *c, const struct archive_to *form, const char *file, const char *type)
{
  struct archive_text text = { .b = &c->out };
  struct archive_to to = *form;
  struct archive_side side;
  struct id household;
  to.of = &text;
  TRY(path_id(c, &household));
  TRY(side_asked(c, household, &side));
  TRY(archive_write(c, household, &side, &to));
  respond_header(c, "Content-Disposition", JOIN(&c->arena, "attachment; filename=\"archief-", side.letter ? side_letter_key(side.letter) : "gedeeld", file, "\""));
  return respond(c, 200, type);
}

int archive_as_html(struct ctx *c) { return answer(c, &archive_html, ".html", "text/html; charset=utf-8"); }
int archive_as_json(struct ctx *c) { return answer(c, &archive_json, ".json", "application/json"); }
