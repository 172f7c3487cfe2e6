#include "chats_web.h"

static const struct field after_fields[] = { F_INT(chat_after, na, BY_LINK, N_("After line"), .min = 0, .max = CHAT_LINES_MOST) };
const struct record chat_after_record = PART(chat_after, after_fields);

enum { TALK = ROUTE_NL_EN | ROUTE_CHAT };

/* Pages that ask for news write down that somebody is still there. */
const struct route chat_routes[] = {
  { GET,  CHAT_PATH,  MAY_ANYBODY, DB,    NULL,                   show_chat,       TALK },
  { POST, CHAT_PATH,  MAY_ANYBODY, WRITE, &chat_form_record,      start_chat,      TALK },
  { GET,  CHAT_NEWS,  MAY_ANYBODY, WRITE, NULL,                   chat_news_page,  TALK },
  { GET,  CHAT_LINES, MAY_ANYBODY, WRITE, &chat_after_record,     chat_news_lines, TALK },
  { POST, CHAT_SEND,  MAY_ANYBODY, WRITE, &chat_text_form_record, send_chat_line,  TALK },
  { POST, CHAT_STOP,  MAY_ANYBODY, WRITE, NULL,                   stop_chat,       TALK },
  { GET,  CHAT_AWAY,  MAY_ANYBODY, WRITE, NULL,                   leave_chat,      TALK },

  { GET,  DESK_CHAT,                 MAY_DESK,           DB,    NULL,                   show_desk_chats,  ROUTE_NL_EN },
  { GET,  DESK_CHAT_NEWS,            MAY_DESK,           WRITE, NULL,                   desk_chat_news,   ROUTE_NL_EN },
  { POST, DESK_CHAT "/aan",          MAY_DESK,           WRITE, NULL,                   switch_on,        ROUTE_NL_EN },
  { POST, DESK_CHAT "/uit",          MAY_DESK,           WRITE, NULL,                   switch_off,       ROUTE_NL_EN },
  { GET,  DESK_CHAT_HOURS,           MAY_SET_CHAT_HOURS, DB,    NULL,                   show_chat_hours,  ROUTE_NL_EN },
  { POST, DESK_CHAT_HOURS,           MAY_SET_CHAT_HOURS, WRITE, &hours_form_record,     add_chat_hours,   ROUTE_NL_EN },
  { POST, DESK_CHAT_HOURS "/:id/weg", MAY_SET_CHAT_HOURS, WRITE, NULL,                  end_chat_hours,   ROUTE_NL_EN },
  { GET,  DESK_CHAT_COUNTS,          MAY_SEE_MAP,        DB,    NULL,                   show_chat_counts, ROUTE_NL_EN },
  { GET,  DESK_CHAT "/:id",          MAY_DESK,           DB,    NULL,                   show_desk_chat,   ROUTE_NL_EN },
  { GET,  DESK_CHAT "/:id/nieuw",    MAY_DESK,           WRITE, NULL,                   one_chat_news,    ROUTE_NL_EN },
  { GET,  DESK_CHAT "/:id/regels",   MAY_DESK,           WRITE, &chat_after_record,     desk_chat_lines,  ROUTE_NL_EN },
  { POST, DESK_CHAT "/:id/neem",     MAY_DESK,           WRITE, NULL,                   take_chat,        ROUTE_NL_EN },
  { POST, DESK_CHAT "/:id/over",     MAY_DESK,           WRITE, NULL,                   take_chat_over,   ROUTE_NL_EN },
  { POST, DESK_CHAT "/:id/bericht",  MAY_DESK,           WRITE, &chat_text_form_record, answer_chat,      ROUTE_NL_EN },
  { POST, DESK_CHAT "/:id/gevaar",   MAY_DESK,           WRITE, NULL,                   danger_in_chat,   ROUTE_NL_EN },
  { POST, DESK_CHAT "/:id/gedaan",   MAY_DESK,           WRITE, &danger_form_record,    danger_was_met,   ROUTE_NL_EN },
  { POST, DESK_CHAT "/:id/sluit",    MAY_DESK,           WRITE, NULL,                   close_chat,       ROUTE_NL_EN },
  { 0 }
};
