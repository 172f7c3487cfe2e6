/* When the chat is open, and how many talks there were. */
#include "chats_web.h"
#include "html.h"
#include "month_counts.h"

int show_chat_hours(struct ctx *c)
{
  struct hours_view v = { .rows = { NULL, 0 } };
  struct desk_hours_list hours;
  TRY(hours_of_region(c, c->scope.region, &hours));
  v.rows = (struct hours_lines){ arena_new(&c->arena, struct hours_line, hours.count + 1), hours.count };
  for (size_t i = 0; i < hours.count; i++) v.rows.at[i] = (struct hours_line){ hours.at[i].id, hours_in_words(c, &hours.at[i]) };
  const struct page page = { .title = tr(c, N_("Opening hours of the chat")), .current = DESK_CHAT_HOURS, .other_lang = DESK_CHAT_HOURS };
  page_begin(c, &page);
  view_chat_hours(c, &v);
  return page_end(c, &page);
}

int add_chat_hours(struct ctx *c)
{
  TRY(hours_add(c, form_row(c, hours_form)));
  return redirect_done(c, local_path(c, DESK_CHAT_HOURS), "toegevoegd");
}

int end_chat_hours(struct ctx *c)
{
  struct id id;
  TRY(path_id(c, &id));
  TRY(hours_end(c, id));
  return redirect_done(c, local_path(c, DESK_CHAT_HOURS), "verwijderd");
}

int show_chat_counts(struct ctx *c)
{
  static const struct month_counts counts = { N_("Chats in numbers"), { N_("How it ended") },
    chat_counts, DESK_CHAT, DESK_CHAT_COUNTS };
  return month_counts_page(c, &counts);
}
