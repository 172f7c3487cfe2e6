/* The desk's pages: who waits, one talk. The list says nothing about a person. */
#include "chats_web.h"
#include "accounts.h"
#include "calendar.h"
#include "html.h"
#include "say.h"
#include "text.h"

/* "3 minutes" */
static const char *minutes_since(struct ctx *c, struct instant then)
{
  const int64_t minutes = (c->now - then.ms) / MINUTE_MS;
  struct buf b = { 0 };
  if (minutes < 1) return tr(c, N_("less than a minute"));
  put_filled(&b, minutes == 1 ? tr(c, N_("%s minute")) : tr(c, N_("%s minutes")), (const char *const[]){ count_text(c, minutes), NULL });
  return buf_to_arena(&c->arena, &b);
}

static int find_lines(struct ctx *c, const struct chat_list *all, bool waiting, struct desk_chat_lines *out)
{
  *out = (struct desk_chat_lines){ arena_new(&c->arena, struct desk_chat_line, all->count + 1), 0 };
  for (size_t i = 0; i < all->count; i++) {
    const struct chat *const chat = &all->at[i];
    if ((chat->state == CHAT_WAITING) != waiting) continue;
    struct desk_chat_line *const l = &out->at[out->count++];
    *l = (struct desk_chat_line){ .chat = chat, .since = minutes_since(c, chat->made), .mine = chat_is_of(chat, c->scope.actor) };
    TRY(account_name(c, chat->account, &l->who));
  }
  return OK;
}

static int find_present(struct ctx *c, struct desk_chats_view *v)
{
  struct chat_presence_list there;
  TRY(presence_now(c, &there, &v->mine));
  for (size_t i = 0; i < there.count; i++) {
    const char *name;
    TRY(account_name(c, there.at[i].account, &name));
    if (name) v->present = v->present ? JOIN(&c->arena, v->present, ", ", name) : name;
  }
  return OK;
}

int show_desk_chats(struct ctx *c)
{
  struct desk_chats_view v = { .present = NULL };
  struct chat_list all;
  struct desk_hours_list hours;
  TRY(chats_of_region(c, c->scope.region, &all));
  TRY(hours_of_region(c, c->scope.region, &hours));
  TRY(find_lines(c, &all, true, &v.waiting));
  TRY(find_lines(c, &all, false, &v.talks));
  TRY(find_present(c, &v));
  v.hours = hours.count;
  v.open = hours_open(c, &hours);
  const struct page page = { .title = tr(c, N_("Chat")), .current = DESK_CHAT, .other_lang = DESK_CHAT };
  page_begin(c, &page);
  view_desk_chats(c, &v);
  return page_end(c, &page);
}

int desk_chat_news(struct ctx *c)
{
  TRY(presence_touch(c));
  return redirect(c, local_path(c, DESK_CHAT));
}

int switch_on(struct ctx *c)
{
  TRY(presence_on(c));
  return redirect_done(c, local_path(c, DESK_CHAT), "opgeslagen");
}

int switch_off(struct ctx *c)
{
  TRY(presence_off(c));
  return redirect_done(c, local_path(c, DESK_CHAT), "opgeslagen");
}

/* --- one talk -------------------------------------------------------------------------------------------------------------- */

/* The talk of the path; ERR_NOT_FOUND: it ended, and the answer that says so is written. */
static int talk_here(struct ctx *c, struct chat *out)
{
  struct id id;
  TRY(path_id(c, &id));
  return chat_get(c, id, out);
}
static int it_ended(struct ctx *c, int rc) { return absent(c, rc) ? redirect_done(c, local_path(c, DESK_CHAT), "gestopt") : rc; }

/* A colleague who had it and has it no more sees that at once. */
static int find_desk_news(struct ctx *c, const struct chat *chat, int32_t after, struct chat_news *out)
{
  struct chat_said_list said;
  *out = (struct chat_news){ .state = "elsewhere" };
  if (!chat_is_of(chat, c->scope.actor)) return OK;
  *out = (struct chat_news){ .state = chat_state_key(chat->state), .last = chat->lines.n };
  TRY(chat_read(c, chat, after, &said));
  chat_lines_seen(c, &said, true, &out->lines);
  return OK;
}

int show_desk_chat(struct ctx *c)
{
  struct chat chat;
  struct chat_news news;
  const int rc = talk_here(c, &chat);
  if (rc != OK) return it_ended(c, rc);
  struct desk_chat_view v = { .chat = &chat, .news = &news, .since = minutes_since(c, chat.made), .mine = chat_is_of(&chat, c->scope.actor), .left = chat.state == CHAT_LEFT };
  c->arena.wipe = c->out.wipe = true;
  TRY(find_desk_news(c, &chat, 0, &news));
  TRY(account_name(c, chat.account, &v.who));
  const struct page page = { .title = tr(c, N_("Chat")), .current = DESK_CHAT, .other_lang = path_of_id(c, DESK_CHAT, chat.id, NULL) };
  page_begin(c, &page);
  view_desk_chat(c, &v);
  return page_end(c, &page);
}

int desk_chat_lines(struct ctx *c)
{
  struct chat chat;
  struct chat_news news = { .state = "over" };
  const struct chat_after *const after = form_row(c, chat_after);
  const int rc = talk_here(c, &chat);
  TRY(presence_touch(c));
  if (rc == OK) TRY(find_desk_news(c, &chat, after ? after->na.n : 0, &news));
  else if (!absent(c, rc)) return rc;
  view_chat_news(c, &news);
  return respond(c, 200, "text/html; charset=utf-8");
}

/* After an act on the talk of the path: back to it, or, when it had ended meanwhile, to the list. */
static int back_to_talk(struct ctx *c, struct id id, int rc, const char *done)
{
  if (rc != OK) return it_ended(c, rc);
  const char *const path = path_of_id(c, DESK_CHAT, id, "#nieuwste");
  return done ? redirect_done(c, path, done) : redirect(c, path);
}

int one_chat_news(struct ctx *c)
{
  struct id id;
  TRY(path_id(c, &id));
  TRY(presence_touch(c));
  return back_to_talk(c, id, OK, NULL);
}

static int take(struct ctx *c, bool over)
{
  struct id id;
  TRY(path_id(c, &id));
  return back_to_talk(c, id, chat_take(c, id, over), NULL);
}
int take_chat(struct ctx *c) { return take(c, false); }
int take_chat_over(struct ctx *c) { return take(c, true); }

int answer_chat(struct ctx *c)
{
  struct id id;
  TRY(path_id(c, &id));
  TRY(presence_touch(c));
  return back_to_talk(c, id, chat_answer(c, id, form_row(c, chat_text_form)->text), NULL);
}

int danger_in_chat(struct ctx *c)
{
  struct id id;
  TRY(path_id(c, &id));
  return back_to_talk(c, id, chat_danger(c, id), "geroepen");
}

int danger_was_met(struct ctx *c)
{
  struct id id;
  TRY(path_id(c, &id));
  return back_to_talk(c, id, chat_danger_done(c, id, form_row(c, danger_form)->done), "opgeslagen");
}

int close_chat(struct ctx *c)
{
  struct id id;
  TRY(path_id(c, &id));
  const int rc = chat_close(c, id);
  return rc == OK ? redirect_done(c, local_path(c, DESK_CHAT), "gestopt") : it_ended(c, rc);
}

/* --- the work list ------------------------------------------------------------------------------------------------------------ */

/* That somebody waits, and nothing else. */
int chats_work(struct ctx *c, struct work_line_list *to)
{
  int64_t waiting;
  if (!signed_in_may(who(c), MAY_DESK) || !c->scope.region) return OK;
  TRY(chats_waiting_in(c, c->scope.region, &waiting));
  const struct work_line line = { .group = WORK_TODO, .path = DESK_CHAT, .title = tr(c, N_("Somebody waits in the chat")), .shared = true };
  if (waiting) work_add(to, &line);
  return OK;
}
