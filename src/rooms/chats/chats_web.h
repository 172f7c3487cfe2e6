#ifndef CHATS_WEB_H
#define CHATS_WEB_H
#include "at_desk.h"
#include "chat_counts.h"
#include "visiting.h"
#include "work.h"

#define CHAT_NEWS CHAT_PATH "/nieuw"
#define CHAT_LINES CHAT_PATH "/regels"
#define CHAT_SEND CHAT_PATH "/bericht"
#define CHAT_STOP CHAT_PATH "/stop"
#define CHAT_AWAY CHAT_PATH "/weg"
#define DESK_CHAT "/werk/chat"
#define DESK_CHAT_NEWS DESK_CHAT "/nieuw"
#define DESK_CHAT_HOURS DESK_CHAT "/uren"
#define DESK_CHAT_COUNTS DESK_CHAT "/cijfers"

extern const struct route chat_routes[];

/* What the query of a page that asks for news says: the last line it has. */
struct chat_after { struct num na; };
DECLARE_RECORD(chat_after);

/* --- lines, for both sides ------------------------------------------------------------------------------------------ */

struct chat_line_view { int64_t number; bool own; const char *who, *at, *text; };     /* who: msgid */
struct chat_line_views { struct chat_line_view *at; size_t count; };
/* What changes while a page stands open: sent by itself where a script asks for it. */
struct chat_news {
  const char *state;                 /* key of chat_state; "over"; "elsewhere": a colleague took it over */
  const char *words;                 /* how long the queue is; NULL: the talk is on */
  int64_t last;                      /* the number of the last line */
  struct chat_line_views lines;
};
void view_chat_news(struct ctx *c, const struct chat_news *v);
struct chat_log_view { const struct chat_news *news; const char *news_path; };
void view_chat_log(struct ctx *c, const struct chat_log_view *v);
/* `desk`: for a colleague. */
void chat_lines_seen(struct ctx *c, const struct chat_said_list *said, bool desk, struct chat_line_views *out);

/* --- for everybody ---------------------------------------------------------------------------------------------------- */

handler show_chat, start_chat, chat_news_page, chat_news_lines, send_chat_line, stop_chat, leave_chat;

struct chat_place_line { const char *region, *state, *when; bool open; };       /* state: translated; when: its hours */
struct chat_place_lines { struct chat_place_line *at; size_t count; };
struct chat_start_view {
  struct chat_place_lines places;      /* with hours */
  const char *token, *copy;            /* copy: the word to copy; NULL: it is not busy */
  bool over;                           /* this browser had a talk, which ended */
  bool open;                           /* somewhere a colleague is there now; else the hours come first */
};
void view_chat_start(struct ctx *c, const struct chat_start_view *v);
struct chat_refused_view { enum chat_answer answer; const char *region, *opens; };     /* opens: in words; NULL: not known */
void view_chat_refused(struct ctx *c, const struct chat_refused_view *v);
struct chat_view { const struct chat_news *news; bool waits, alone; };          /* alone: no colleague is there any more */
void view_chat(struct ctx *c, const struct chat_view *v);
void view_chat_stopped(struct ctx *c);

/* --- for the desk ------------------------------------------------------------------------------------------------------ */

handler show_desk_chats, desk_chat_news, switch_on, switch_off, show_desk_chat, one_chat_news, desk_chat_lines, take_chat, take_chat_over, answer_chat, danger_in_chat,
  danger_was_met, close_chat, show_chat_hours, add_chat_hours, end_chat_hours, show_chat_counts;
int chats_work(struct ctx *c, struct work_line_list *to);

struct desk_chat_line { const struct chat *chat; const char *since, *who; bool mine; };
struct desk_chat_lines { struct desk_chat_line *at; size_t count; };
struct desk_chats_view {
  struct desk_chat_lines waiting, talks;
  const char *present;                 /* names; NULL: nobody */
  bool mine, open;                     /* mine: the actor is there; open: within the hours */
  bool hours;                          /* there are hours at all */
};
void view_desk_chats(struct ctx *c, const struct desk_chats_view *v);
struct desk_chat_view { const struct chat *chat; const struct chat_news *news; const char *who, *since; bool mine, left; };
void view_desk_chat(struct ctx *c, const struct desk_chat_view *v);

struct hours_line { struct id id; const char *words; };
struct hours_lines { struct hours_line *at; size_t count; };
struct hours_view { struct hours_lines rows; };
void view_chat_hours(struct ctx *c, const struct hours_view *v);
#endif
