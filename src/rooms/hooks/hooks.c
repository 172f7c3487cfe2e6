#include "hooks.h"
#include "app.h"
#include "calendar.h"
#include "hooks_internal.h"
#include "http_call.h"
#include "ids.h"
#include "organisations.h"
#include "seal.h"
#include "tasks.h"

DEFINE_CHOICES(hook_kind, HOOK_KINDS)
DEFINE_CHOICES(hook_outcome, HOOK_OUTCOMES)

bool hooks_go_anywhere(const struct ctx *c)
{
  const char *const own = c->app && c->app->config ? c->app->config->hooks_private : NULL;
  return own && strcmp(own, "yes") == 0;
}

static const char *check_url(struct ctx *c, const char *text)
{
  return http_url_good(text, hooks_go_anywhere(c)) ? NULL : N_("Write a whole address, such as https://system.example/kentering, without a name and password in it.");
}

#define LABEL N_("Which system"), .max = HOOK_LABEL_MOST
#define URL_ N_("Address that takes the messages"), .max = HOOK_URL_MOST, .check = check_url, .help = N_("Begins with https://. Put no secret in it: who may see this page sees it too.")
static const struct field fields[] = {
  F_TEXT(hook, region,       REQUIRED | IN_PROGRAM, N_("Region"), .max = 80),
  F_REF (hook, organisation, REQUIRED | IN_PROGRAM, organisation, N_("Organisation")),
  F_TEXT(hook, label,        REQUIRED, LABEL),
  F_TEXT(hook, url,          REQUIRED, URL_),
  F_REF (hook, compartment,  REQUIRED | IN_PROGRAM, compartment, N_("Where its secrets lie")),
  F_TEXT(hook, secret,       REQUIRED | IN_PROGRAM | SECRET, N_("Secret"), .max = 2000),
  F_TEXT(hook, old_secret,   IN_PROGRAM | SECRET, N_("Secret before it"), .max = 2000),
  F_TIME(hook, old_until,    IN_PROGRAM, N_("The old secret signs until")),
  F_REF (hook, made_by,      REQUIRED | IN_PROGRAM, account, N_("Made by")),
  F_TIME(hook, made,         REQUIRED | IN_PROGRAM, N_("Made")),
  F_TIME(hook, off,          IN_PROGRAM, N_("Switched off")),
};
const struct record hook_record = RECORD(hook, fields);

static const struct field queue_fields[] = {
  F_REF (hook_queue, hook,         REQUIRED, hook, N_("Web hook")),
  F_REF (hook_queue, organisation, REQUIRED, organisation, N_("Organisation")),
  F_TIME(hook_queue, due,          OPTIONAL, N_("Due")),
  F_TIME(hook_queue, lease,        OPTIONAL, N_("A process is at it until")),
  F_TIME(hook_queue, failing,      OPTIONAL, N_("Nothing came through since")),
};
const struct record hook_queue_record = LOG(hook_queue, queue_fields);

static const struct record subject_record = { .name = "record" };
static const struct field event_fields[] = {
  F_REF (hook_event, hook,    REQUIRED, hook, N_("Web hook")),
  F_ENUM(hook_event, kind,    REQUIRED, hook_kind, N_("Event")),
  F_REF (hook_event, about,   OPTIONAL, subject, N_("About")),
  F_TIME(hook_event, made,    REQUIRED, N_("Happened")),
  F_TIME(hook_event, due,     REQUIRED, N_("Due")),
  F_INT (hook_event, tries,   REQUIRED, N_("Tries")),
  F_TIME(hook_event, sent,    OPTIONAL, N_("Sent")),
  F_ENUM(hook_event, outcome, OPTIONAL, hook_outcome, N_("What became of it")),
  F_INT (hook_event, status,  OPTIONAL, N_("Answer")),
  F_TIME(hook_event, done,    OPTIONAL, N_("Done")),
};
const struct record hook_event_record = LOG(hook_event, event_fields);

static const struct field form_fields[] = { F_TEXT(hook_form, label, REQUIRED, LABEL), F_TEXT(hook_form, url, REQUIRED, URL_) };
const struct record hook_form_record = { .name = "hook_form", .count = COUNT(form_fields), .fields = form_fields, .size = sizeof(struct hook_form) };

/* --- keeping --------------------------------------------------------------------------------------------------------- */

int hooks_own(struct ctx *c, struct hook_list *out) { return hooks_of(c, c->scope.region, c->scope.organisation, out); }

int hook_own(struct ctx *c, struct id id, struct hook *out)
{
  struct hook h;
  TRY(global_get(c, hook, id, &h));
  if (!id_same(h.organisation, c->scope.organisation) || strcmp(h.region, c->scope.region) != 0) return not_there(c);
  *out = h;
  return OK;
}

int hook_add(struct ctx *c, const struct hook_form *f, struct id *out, const char **secret)
{
  struct hook_list all;
  struct hook h = { .id = id_random(c), .region = c->scope.region, .organisation = c->scope.organisation, .label = f->label, .url = f->url,
    .made_by = c->scope.actor, .made = { c->now } };
  const struct hook_queue q = { .hook = h.id, .organisation = h.organisation };
  TRY(hooks_own(c, &all));
  if (all.count >= HOOKS_MOST) return fail(c, ERR_INVALID, NULL, N_("Your organisation has as many of these as it may have. Remove one first."));
  TRY(compartment_make(c, COMPARTMENT_ACCOUNT, &h.compartment));
  TRY(hook_secret_make(c, &h, secret));
  TRY(global_insert(c, hook, &h, NULL));
  TRY(global_insert(c, hook_queue, &q, NULL));
  *out = h.id;
  return OK;
}

int hook_events(struct ctx *c, struct id id, struct hook_event_list *out)
{
  struct hook h;
  TRY(hook_own(c, id, &h));
  return hook_events_last(c, h.id, HOOK_EVENTS_SHOWN, out);
}

int hook_secret_new(struct ctx *c, struct id id, const char **secret)
{
  struct hook h;
  TRY(hook_own(c, id, &h));
  TRY(hook_secret_keep_old(c, &h));
  h.old_until = (struct instant){ c->now + HOOK_OLD_SECRET_DAYS * DAY_MS };
  TRY(hook_secret_make(c, &h, secret));
  return global_update(c, hook, &h);
}

int hook_secret_old_end(struct ctx *c, struct id id)
{
  struct hook h;
  TRY(hook_own(c, id, &h));
  h.old_secret = NULL;
  h.old_until = (struct instant){ 0 };
  return global_update(c, hook, &h);
}

int hook_drop_waiting(struct ctx *c, struct id hook)
{
  enum { AT_ONCE = 1000 };
  struct hook_event_list list;
  TRY(hook_events_waiting(c, hook, AT_ONCE, &list));
  for (size_t i = 0; i < list.count; i++) {
    list.at[i].done = (struct instant){ c->now };
    TRY(global_update(c, hook_event, &list.at[i]));
  }
  return list.count == AT_ONCE ? hook_drop_waiting(c, hook) : OK;
}

/* What goes on its way now is not called back. */
int hook_switch(struct ctx *c, struct id id, bool on)
{
  struct hook h;
  struct hook_queue q;
  TRY(hook_own(c, id, &h));
  if (instant_known(h.off) == !on) return OK;
  h.off = (struct instant){ on ? 0 : c->now };
  TRY(hook_queue_of(c, id, &q));
  q.due = q.failing = (struct instant){ 0 };
  TRY(global_update(c, hook_queue, &q));
  TRY(hook_drop_waiting(c, id));
  TRY(tasks_close(c, TASK_HOOK_OFF, id, ID_NONE));
  return global_update(c, hook, &h);
}

static int delete_events(struct ctx *c, struct id hook)
{
  struct hook_event_list list;
  do {
    TRY(hook_events_all(c, hook, &list));
    for (size_t i = 0; i < list.count; i++) TRY(global_delete(c, hook_event, list.at[i].id));
  } while (list.count);
  return OK;
}

int hook_remove(struct ctx *c, struct id id)
{
  struct hook h;
  struct hook_queue q;
  TRY(hook_own(c, id, &h));
  TRY(hook_queue_of(c, id, &q));
  TRY(global_delete(c, hook_queue, q.id));
  TRY(delete_events(c, id));
  TRY(tasks_close(c, TASK_HOOK_OFF, id, ID_NONE));
  TRY(global_delete(c, hook, id));
  return compartment_erase(c, h.compartment);
}

/* --- telling ----------------------------------------------------------------------------------------------------------- */

int hooks_listen(struct ctx *c, struct id organisation, bool *out)
{
  struct hook_list all = { .count = 0 };
  if (id_known(organisation) && c->scope.region) TRY(hooks_on(c, c->scope.region, organisation, &all));
  *out = all.count > 0;
  return OK;
}

/* What waits untried says it already: only that something changed. One that is on its way may be read by the receiver before this change
 * is there, so it does not count. */
static int add_event(struct ctx *c, const struct hook *h, enum hook_kind kind, struct id about)
{
  struct hook_event e;
  struct hook_queue q;
  const int rc = hook_event_untried(c, h->id, kind, about, &e);
  if (!absent(c, rc)) return rc;
  e = (struct hook_event){ .id = id_in_time(c), .hook = h->id, .kind = kind, .about = about, .made = { c->now }, .due = { c->now }, .tries = num(0) };
  TRY(global_insert(c, hook_event, &e, NULL));
  TRY(hook_queue_of(c, h->id, &q));
  return hook_queue_next(c, &q);
}

int hooks_tell(struct ctx *c, struct id organisation, enum hook_kind kind, struct id about)
{
  struct hook_list all;
  if (!id_known(organisation) || !c->scope.region) return OK;
  TRY(hooks_on(c, c->scope.region, organisation, &all));
  for (size_t i = 0; i < all.count; i++) TRY(add_event(c, &all.at[i], kind, about));
  return OK;
}

int hook_test(struct ctx *c, struct id id)
{
  struct hook h;
  TRY(hook_own(c, id, &h));
  if (instant_known(h.off)) return fail(c, ERR_INVALID, NULL, N_("It is switched off. Switch it on first."));
  return add_event(c, &h, HOOK_TEST, ID_NONE);
}

int hook_queue_next(struct ctx *c, struct hook_queue *q)
{
  struct hook_event e = { .due = { 0 } };
  const int rc = hook_event_next(c, q->hook, &e);
  if (!absent(c, rc)) TRY(rc);
  q->due = e.due;
  return global_update(c, hook_queue, q);
}

int hooks_tidy(struct ctx *c, bool *more)
{
  struct hook_event_list list;
  TRY(hook_events_done_before(c, (struct instant){ c->now - HOOK_KEPT_DAYS * DAY_MS }, &list));
  for (size_t i = 0; i < list.count; i++) TRY(global_delete(c, hook_event, list.at[i].id));
  *more = list.count > 0;
  return OK;
}
