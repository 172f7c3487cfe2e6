/* The visitor's pages: beginning, waiting, talking, stopping. Nothing of it stands in an address; the cookie of the talk is the only key. */
#include "chats_web.h"
#include "app.h"
#include "calendar.h"
#include "html.h"
#include "say.h"
#include "text.h"

static struct page page_of(struct ctx *c, int status)
{
  return (struct page){ .title = tr(c, N_("Chat")), .current = CHAT_PATH, .other_lang = CHAT_PATH, .status = status };
}

/* A page of a talk: leaving the site stops it. */
static struct page page_inside(struct ctx *c)
{
  struct page page = page_of(c, 0);
  page.noindex = true;
  page.exit = CHAT_AWAY;
  return page;
}

void chat_lines_seen(struct ctx *c, const struct chat_said_list *said, bool desk, struct chat_line_views *out)
{
  *out = (struct chat_line_views){ arena_new(&c->arena, struct chat_line_view, said->count + 1), said->count };
  for (size_t i = 0; i < said->count; i++) {
    const struct chat_said *const s = &said->at[i];
    const bool own = s->by_desk == desk;
    const int minute = minute_at(s->at.ms);
    const char *const at = JOIN(&c->arena, count_text(c, minute / 60), minute % 60 < 10 ? ":0" : ":", count_text(c, minute % 60));
    out->at[i] = (struct chat_line_view){ s->number, own, own ? N_("You") : desk ? N_("Visitor") : N_("Desk"), at, s->text };
  }
}

/* --- beginning ------------------------------------------------------------------------------------------------------------ */

static const char *region_called(struct ctx *c, const char *slug)
{
  const struct region *const r = region_find(c->places, slug, strlen(slug));
  return r ? region_name(c, r) : slug;
}

static const char *place_state(struct ctx *c, const struct chat_place *p)
{
  if (p->is == CHAT_OPEN) return tr(c, N_("Open now"));
  if (p->is == CHAT_NOBODY) return tr(c, N_("No colleague is there at this moment. Try again later."));
  if (!instant_known(p->opens)) return tr(c, N_("Closed"));
  struct buf b = { 0 };
  put_filled(&b, tr(c, N_("Closed. Opens on %s.")), (const char *const[]){ moment_in_words(c, p->opens, false), NULL });
  return buf_to_arena(&c->arena, &b);
}

static const char *all_hours(struct ctx *c, const struct desk_hours_list *hours)
{
  const char *all = "";
  for (size_t i = 0; i < hours->count; i++) all = JOIN(&c->arena, all, *all ? "; " : "", hours_in_words(c, &hours->at[i]));
  return all;
}

static int find_places(struct ctx *c, struct chat_place_lines *out)
{
  struct signup_desk_list desks;
  TRY(desks_all(c, &desks));
  *out = (struct chat_place_lines){ arena_new(&c->arena, struct chat_place_line, desks.count + 1), 0 };
  for (size_t i = 0; i < desks.count; i++) {
    struct chat_place place;
    TRY(chat_place_of(c, desks.at[i].region, &place));
    if (place.is == CHAT_NEVER) continue;
    out->at[out->count++] = (struct chat_place_line){ region_called(c, desks.at[i].region), place_state(c, &place), all_hours(c, &place.hours), place.is == CHAT_OPEN };
  }
  return OK;
}

static int show_start(struct ctx *c, bool over)
{
  struct chat_start_view v = { .token = form_token_text(c, CHAT_PATH), .over = over };
  struct intake_state state;
  TRY(chat_intake_state(c, &state));
  TRY(find_places(c, &v.places));
  for (size_t i = 0; i < v.places.count; i++) v.open |= v.places.at[i].open;
  if (state.busy) v.copy = intake_copy(v.token);
  if (over) TRY(chat_cookie_clear(c, CHAT_PATH));
  const struct page page = page_of(c, 0);
  page_begin(c, &page);
  view_chat_start(c, &v);
  return page_end(c, &page);
}

static int show_refused(struct ctx *c, const struct chat_receipt *r)
{
  const struct chat_refused_view v = { r->answer, region_called(c, r->region), instant_known(r->opens) ? moment_in_words(c, r->opens, false) : NULL };
  const struct page page = page_of(c, r->answer == CHAT_FULL ? 503 : 0);
  page_begin(c, &page);
  view_chat_refused(c, &v);
  return page_end(c, &page);
}

int start_chat(struct ctx *c)
{
  struct chat chat;
  struct chat_receipt receipt;
  const char *const token = c->form->token;
  const struct intake_proof proof = { .token = token, .code = chat_secret(c, c->app->token_key, token), .age = form_age(c) };
  const int rc = chat_held(c, chat_cookie(c), &chat);
  if (rc == OK) return redirect(c, local_path(c, CHAT_PATH));
  if (!absent(c, rc)) return rc;
  TRY(chat_begin(c, form_row(c, chat_form), &proof, &receipt));
  if (receipt.answer != CHAT_BEGUN) return show_refused(c, &receipt);
  TRY(chat_cookie_set(c, CHAT_PATH, proof.code));
  return redirect(c, local_path(c, CHAT_PATH));
}

/* --- waiting and talking ---------------------------------------------------------------------------------------------------- */

static const char *queue_in_words(struct ctx *c, int64_t ahead)
{
  struct buf b = { 0 };
  if (!ahead) return tr(c, N_("You are next."));
  put_filled(&b, ahead == 1 ? tr(c, N_("%s other person is before you.")) : tr(c, N_("%s other people are before you.")), (const char *const[]){ count_text(c, ahead), NULL });
  return buf_to_arena(&c->arena, &b);
}

static int find_news(struct ctx *c, const struct chat *chat, int32_t after, struct chat_news *out)
{
  struct chat_said_list said;
  int64_t ahead;
  *out = (struct chat_news){ .state = chat_state_key(chat->state), .last = chat->lines.n };
  TRY(chat_lines_held(c, chat, chat_cookie(c), after, &said));
  chat_lines_seen(c, &said, false, &out->lines);
  if (chat->state != CHAT_WAITING) return OK;
  TRY(chat_ahead(c, chat, &ahead));
  out->words = queue_in_words(c, ahead);
  return OK;
}

static int show_talk(struct ctx *c, const struct chat *chat)
{
  struct chat_news news;
  struct chat_place place;
  struct chat_view v = { .news = &news, .waits = chat->state == CHAT_WAITING };
  struct page page = page_inside(c);
  TRY(find_news(c, chat, 0, &news));
  TRY(chat_place_of(c, chat->region, &place));
  v.alone = place.is != CHAT_OPEN;
  if (v.waits) page.refresh = CHAT_NEWS;
  page_begin(c, &page);
  view_chat(c, &v);
  return page_end(c, &page);
}

int show_chat(struct ctx *c)
{
  struct chat chat;
  const char *const secret = chat_cookie(c);
  const int rc = chat_held(c, secret, &chat);
  if (rc == OK) return show_talk(c, &chat);
  return absent(c, rc) ? show_start(c, secret != NULL) : rc;
}

/* OK: there is one, and its page is still there. */
static int talk_touched(struct ctx *c, struct chat *chat)
{
  TRY(chat_held(c, chat_cookie(c), chat));
  return chat_touch(c, chat);
}

/* Where the newest line stands. */
static int to_newest(struct ctx *c) { return redirect(c, JOIN(&c->arena, local_path(c, CHAT_PATH), "#nieuwste")); }

int chat_news_page(struct ctx *c)
{
  struct chat chat;
  const int rc = talk_touched(c, &chat);
  return rc == OK || absent(c, rc) ? to_newest(c) : rc;
}

int chat_news_lines(struct ctx *c)
{
  struct chat chat;
  struct chat_news news = { .state = "over" };
  const struct chat_after *const after = form_row(c, chat_after);
  const int rc = talk_touched(c, &chat);
  if (rc == OK) TRY(find_news(c, &chat, after ? after->na.n : 0, &news));
  else if (!absent(c, rc)) return rc;
  view_chat_news(c, &news);
  return respond(c, 200, "text/html; charset=utf-8");
}

int send_chat_line(struct ctx *c)
{
  struct chat chat;
  const int rc = chat_held(c, chat_cookie(c), &chat);
  if (absent(c, rc)) return redirect(c, local_path(c, CHAT_PATH));
  TRY(rc);
  TRY(chat_add(c, &chat, false, form_row(c, chat_text_form)->text));
  return to_newest(c);
}

/* --- stopping ----------------------------------------------------------------------------------------------------------------- */

static int stop(struct ctx *c)
{
  struct chat chat;
  const int rc = chat_held(c, chat_cookie(c), &chat);
  if (rc == OK) TRY(chat_stop(c, &chat));
  else if (!absent(c, rc)) return rc;
  return chat_cookie_clear(c, CHAT_PATH);
}

int stop_chat(struct ctx *c)
{
  TRY(stop(c));
  struct page page = page_of(c, 0);
  page.noindex = true;
  page_begin(c, &page);
  view_chat_stopped(c);
  return page_end(c, &page);
}

/* A link, so that it works without script. Other sites cannot make somebody's browser send the cookie along. */
int leave_chat(struct ctx *c)
{
  TRY(stop(c));
  return redirect_away(c);
}
