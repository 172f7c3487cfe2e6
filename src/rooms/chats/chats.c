#include "chats.h"
#include "chat_counts.h"
#include "intake.h"
#include "log.h"
#include "say.h"
#include "seal_to.h"
#include "text.h"

DEFINE_CHOICES(chat_state, CHAT_STATES)
DEFINE_CHOICES(danger_done, DANGER_DONE)
DEFINE_CHOICES(chat_outcome, CHAT_OUTCOMES)

static const struct record account_record = { .name = "account" };

enum { SHORT_MOST = 80, SEALED_MOST = 8000 };

static const struct field chat_fields[] = {
  F_TEXT(chat, region,     REQUIRED, N_("Region"), .max = SHORT_MOST),
  F_ENUM(chat, state,      REQUIRED, chat_state, N_("State")),
  F_TIME(chat, made,       REQUIRED, N_("Began")),
  F_TIME(chat, touched,    REQUIRED, N_("Last seen")),
  F_TIME(chat, spoken,     REQUIRED, N_("Last line")),
  F_REF (chat, account,    OPTIONAL, account, N_("Colleague")),
  F_TEXT(chat, secret,     REQUIRED | SECRET, N_("Hash of the cookie"), .max = SHORT_MOST),
  F_TEXT(chat, public_key, REQUIRED, N_("Public key"), .max = SHORT_MOST),
  F_INT (chat, lines,      OPTIONAL, N_("Lines")),
  F_ENUM(chat, danger,     OPTIONAL, yes_no, N_("Acute danger")),
  F_ENUM(chat, done,       OPTIONAL, danger_done, N_("What was done")),
};
static const struct field line_fields[] = {
  F_REF (chat_line, chat,       REQUIRED, chat, N_("Chat")),
  F_INT (chat_line, number,     REQUIRED, N_("Number")),
  F_TIME(chat_line, at,         REQUIRED, N_("When")),
  F_ENUM(chat_line, by_desk,    REQUIRED, yes_no, N_("By a colleague")),
  F_INT (chat_line, epoch,      REQUIRED, N_("Epoch")),
  F_TEXT(chat_line, to_desk,    REQUIRED | SECRET | LONG, N_("Sealed to the desk"), .max = SEALED_MOST),
  F_TEXT(chat_line, to_visitor, REQUIRED | SECRET | LONG, N_("Sealed to the visitor"), .max = SEALED_MOST),
};
static const struct field presence_fields[] = {
  F_TEXT(chat_presence, region,  REQUIRED, N_("Region"), .max = SHORT_MOST),
  F_REF (chat_presence, account, REQUIRED, account, N_("Colleague")),
  F_TIME(chat_presence, seen,    REQUIRED, N_("Last seen")),
};
/* No lines in the journal: a process without keys writes these, and they would outlive the talk. Who reads leaves one (at_desk.c). */
const struct record chat_record = LOG(chat, chat_fields);
const struct record chat_line_record = LOG(chat_line, line_fields);
const struct record chat_presence_record = LOG(chat_presence, presence_fields);

/* Secret: what is typed is kept for nobody, also when a session has ended. */
static const struct field text_fields[] = { F_TEXT(chat_text_form, text, REQUIRED | LONG | SECRET, N_("Your message"), .max = CHAT_TEXT_MOST) };
const struct record chat_text_form_record = PART(chat_text_form, text_fields);

/* --- lines ------------------------------------------------------------------------------------------------------------- */

/* Sealed with each line, so that it cannot be put into another talk, at another place, or into somebody else's mouth. */
static const char *bound_to(struct ctx *c, struct id chat, int32_t number, bool by_desk)
{
  char id[ID_TEXT];
  id_format(chat, id);
  return JOIN(&c->arena, id, "/", count_text(c, number), by_desk ? "/d/" : "/v/");
}

int chat_add(struct ctx *c, struct chat *chat, bool by_desk, const char *text)
{
  struct signup_desk desk;
  struct chat_line line = { .chat = chat->id, .number = num(chat->lines.n + 1), .at = { c->now }, .by_desk = by_desk ? YES : NO };
  if (!text_said(text)) return fail(c, ERR_INVALID, "text", N_("Type something first."));
  if (chat->state != CHAT_TALKING) return fail(c, ERR_INVALID, NULL, N_("Nobody reads along yet. Wait until a colleague is there."));
  if (chat->lines.n >= CHAT_LINES_MOST) return fail(c, ERR_INVALID, NULL, N_("This talk has become very long. Go on by phone, or stop and begin anew."));
  TRY(desk_of_region(c, chat->region, &desk));
  const char *const whole = JOIN(&c->arena, bound_to(c, chat->id, line.number.n, by_desk), text);
  line.epoch = desk.epoch;
  TRY(seal_to_desk(c, desk.public_key, whole, &line.to_desk));
  TRY(seal_to_desk(c, chat->public_key, whole, &line.to_visitor));
  TRY(global_insert(c, chat_line, &line, NULL));
  chat->lines = line.number;
  chat->spoken = (struct instant){ c->now };
  if (!by_desk) chat->touched = chat->spoken;
  return global_update(c, chat, chat);
}

/* `held` NULL: as the desk reads it. What does not open is no error: the rest is read. */
static int open_line(struct ctx *c, const struct chat *chat, const struct chat_line *line, const char *held, struct chat_said *out)
{
  const char *text = NULL;
  const bool by_desk = line->by_desk == YES;
  const int rc = held ? unseal_held(c, held, line->to_visitor, &text) : unseal_at_desk(c, line->epoch.n, chat->region, line->to_desk, &text);
  const char *const before = bound_to(c, chat->id, line->number.n, by_desk);
  const bool ours = rc == OK && strncmp(text, before, strlen(before)) == 0;
  *out = (struct chat_said){ line->number.n, by_desk, line->at, ours ? text + strlen(before) : NULL };
  if (ours) return OK;
  if (rc == OK) (void)!fail(c, ERR_STORE, NULL, "a line of a chat was put elsewhere");
  else if (rc != ERR_STORE && rc != ERR_NOT_FOUND) return rc;
  log_error(c, "opening a line of a chat");
  c->error = (struct error){ 0 };
  return OK;
}

static int open_lines(struct ctx *c, const struct chat *chat, const char *held, int32_t after, struct chat_said_list *out)
{
  struct chat_line_list lines;
  TRY(chat_lines_after(c, chat->id, after, &lines));
  struct chat_said_list said = { arena_new(&c->arena, struct chat_said, lines.count + 1), lines.count };
  for (size_t i = 0; i < lines.count; i++) TRY(open_line(c, chat, &lines.at[i], held, &said.at[i]));
  *out = said;
  return OK;
}

int chat_lines_at_desk(struct ctx *c, const struct chat *chat, int32_t after, struct chat_said_list *out) { return open_lines(c, chat, NULL, after, out); }
int chat_lines_held(struct ctx *c, const struct chat *chat, const char *secret, int32_t after, struct chat_said_list *out) { return open_lines(c, chat, secret, after, out); }

/* --- the end ----------------------------------------------------------------------------------------------------------- */

static int drop_lines(struct ctx *c, struct id chat)
{
  struct chat_line_list lines;
  TRY(chat_lines_after(c, chat, 0, &lines));
  for (size_t i = 0; i < lines.count; i++) TRY(global_delete(c, chat_line, lines.at[i].id));
  return OK;
}

int chat_forget(struct ctx *c, struct chat *chat)
{
  TRY(drop_lines(c, chat->id));
  chat->lines = num(0);
  return global_update(c, chat, chat);
}

int chat_end(struct ctx *c, const struct chat *chat, enum chat_outcome outcome)
{
  TRY(drop_lines(c, chat->id));
  TRY(chat_counted(c, chat, outcome));
  return global_delete(c, chat, chat->id);
}
