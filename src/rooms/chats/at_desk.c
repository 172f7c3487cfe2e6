#include "at_desk.h"
#include "journal.h"
#include "tasks.h"

static const struct field danger_fields[] = { F_ENUM(danger_form, done, REQUIRED, danger_done, N_("What was done about the danger?")) };
const struct record danger_form_record = PART(danger_form, danger_fields);

/* --- who is there -------------------------------------------------------------------------------------------------------- */

/* The actor's own row; `out->version` 0: none. */
static int own_presence(struct ctx *c, struct chat_presence *out)
{
  struct chat_presence_list all;
  *out = (struct chat_presence){ .version = 0 };
  TRY(presences_of(c, c->scope.region, &all));
  for (size_t i = 0; i < all.count; i++) if (id_same(all.at[i].account, c->scope.actor)) *out = all.at[i];
  return OK;
}

int presence_on(struct ctx *c)
{
  struct chat_presence own;
  TRY(own_presence(c, &own));
  if (own.version) { own.seen = (struct instant){ c->now }; return global_update(c, chat_presence, &own); }
  return global_insert(c, chat_presence, &((struct chat_presence){ .region = c->scope.region, .account = c->scope.actor, .seen = { c->now } }), NULL);
}

int presence_off(struct ctx *c)
{
  struct chat_presence own;
  TRY(own_presence(c, &own));
  return own.version ? global_delete(c, chat_presence, own.id) : OK;
}

static bool is_there(const struct ctx *c, const struct chat_presence *p) { return c->now - p->seen.ms < PRESENT_MS; }

int presence_touch(struct ctx *c)
{
  struct chat_presence own;
  TRY(own_presence(c, &own));
  if (!own.version || !is_there(c, &own) || c->now - own.seen.ms < CHAT_TOUCH_MS) return OK;
  own.seen = (struct instant){ c->now };
  return global_update(c, chat_presence, &own);
}

int presence_now(struct ctx *c, struct chat_presence_list *out, bool *mine)
{
  struct chat_presence_list all;
  size_t n = 0;
  *mine = false;
  TRY(presences_of(c, c->scope.region, &all));
  for (size_t i = 0; i < all.count; i++) {
    if (!is_there(c, &all.at[i])) continue;
    *mine = *mine || id_same(all.at[i].account, c->scope.actor);
    all.at[n++] = all.at[i];
  }
  all.count = n;
  *out = all;
  return OK;
}

/* --- a talk -------------------------------------------------------------------------------------------------------------- */

int chat_get(struct ctx *c, struct id id, struct chat *out)
{
  struct chat chat;
  TRY(global_get(c, chat, id, &chat));
  if (!c->scope.region || strcmp(chat.region, c->scope.region) != 0) return not_there(c);
  *out = chat;
  return OK;
}

int chat_take(struct ctx *c, struct id id, bool over)
{
  struct chat chat;
  TRY(chat_get(c, id, &chat));
  if (chat_is_of(&chat, c->scope.actor)) return OK;
  if (!over && chat.state != CHAT_WAITING) return fail(c, ERR_INVALID, NULL, N_("A colleague was first and has this talk."));
  if (chat.state == CHAT_WAITING) { chat.state = CHAT_TALKING; chat.spoken = (struct instant){ c->now }; }
  chat.account = c->scope.actor;
  TRY(global_update(c, chat, &chat));
  TRY(presence_on(c));
  return journal_event(c, "read", "chat", id, ID_NONE, over ? "over" : "taken");
}

static int own(struct ctx *c, struct id id, struct chat *out)
{
  TRY(chat_get(c, id, out));
  return chat_is_of(out, c->scope.actor) ? OK : fail(c, ERR_INVALID, NULL, N_("A colleague has this talk. Take it over first."));
}

int chat_answer(struct ctx *c, struct id id, const char *text)
{
  struct chat chat;
  TRY(own(c, id, &chat));
  if (chat.state == CHAT_LEFT) return fail(c, ERR_INVALID, NULL, N_("The visitor stopped. Nobody reads this any more."));
  return chat_add(c, &chat, true, text);
}

int chat_read(struct ctx *c, const struct chat *chat, int32_t after, struct chat_said_list *out)
{
  if (!chat_is_of(chat, c->scope.actor)) return not_there(c);
  return chat_lines_at_desk(c, chat, after, out);
}

/* --- danger -------------------------------------------------------------------------------------------------------------- */

/* Nothing of it says what the talk is about. */
static int call_colleagues(struct ctx *c, struct id id)
{
  static const enum role called[] = { ROLE_DESK, ROLE_TEAM_LEAD };
  for (size_t i = 0; i < COUNT(called); i++)
    TRY(task_add(c, &(struct task){ .organisation = c->scope.organisation, .role = called[i], .kind = TASK_CHAT_DANGER, .about = id, .due = c->today }));
  return OK;
}

int chat_danger(struct ctx *c, struct id id)
{
  struct chat chat;
  TRY(own(c, id, &chat));
  if (chat.danger == YES) return OK;
  chat.danger = YES;
  TRY(global_update(c, chat, &chat));
  TRY(call_colleagues(c, id));
  return journal_event(c, "update", "chat", id, ID_NONE, "danger");
}

int chat_danger_done(struct ctx *c, struct id id, enum danger_done done)
{
  struct chat chat;
  TRY(own(c, id, &chat));
  if (chat.danger != YES) return fail(c, ERR_INVALID, NULL, N_("Nobody said that there is acute danger in this talk."));
  if (done == DONE_UNKNOWN) return fail(c, ERR_INVALID, "done", NOT_IN_LIST);
  chat.done = done;
  TRY(global_update(c, chat, &chat));
  TRY(tasks_close(c, TASK_CHAT_DANGER, id, ID_NONE));
  return journal_event(c, "update", "chat", id, ID_NONE, danger_done_key(done));
}

int chat_close(struct ctx *c, struct id id)
{
  struct chat chat;
  TRY(own(c, id, &chat));
  if (chat.danger == YES && chat.done == DONE_UNKNOWN) return fail(c, ERR_INVALID, "done", N_("First write down what was done about the danger."));
  return chat_end(c, &chat, chat.danger == YES ? CHAT_DANGER : CHAT_CLOSED);
}
