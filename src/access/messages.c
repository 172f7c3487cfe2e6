#include "messages.h"
#include "accounts.h"
#include "addresses.h"
#include "calendar.h"
#include "ids.h"
#include "messages_internal.h"
#include "seal_brief.h"
#include "text.h"

DEFINE_CHOICES(message_channel, MESSAGE_CHANNELS)

static const struct record subject_record = { .name = "record" };
static const struct field fields[] = {
  F_TEXT(message, template, REQUIRED, N_("Kind of message")),
  F_ENUM(message, channel,  REQUIRED, message_channel, N_("Sent by")),
  F_REF (message, account,  OPTIONAL, account, N_("Colleague")),
  F_TEXT(message, address,  OPTIONAL | SECRET, N_("To whom")),
  F_TEXT(message, language, OPTIONAL, N_("Language"), .max = 2),
  F_REF (message, about,    OPTIONAL, subject, N_("About")),
  F_TIME(message, made,     REQUIRED, N_("Made")),
};
/* No lines in the journal: whoever asks tells of it there. */
const struct record message_record = LOG(message, fields);

/* --- when ------------------------------------------------------------------------------------ */

static bool minute_parse(const char *s, int *out)
{
  for (size_t i = 0; i < 5; i++) if (i == 2 ? s[i] != ':' : s[i] < '0' || s[i] > '9') return false;
  *out = ((s[0] - '0') * 10 + s[1] - '0') * 60 + (s[3] - '0') * 10 + s[4] - '0';
  return *out < 24 * 60 && s[3] < '6';
}

bool quiet_parse(const char *text, struct quiet *out)
{
  struct quiet q;
  if (!text || strlen(text) != 11 || text[5] != '-' || !minute_parse(text, &q.from) || !minute_parse(text + 6, &q.until)) return false;
  *out = q;
  return true;
}

static bool is_quiet(struct quiet q, int minute)
{
  return q.from <= q.until ? minute >= q.from && minute < q.until : minute >= q.from || minute < q.until;
}

static int64_t after_quiet(struct quiet q, int64_t now)
{
  const struct date today = date_at(now);
  if (!is_quiet(q, minute_at(now))) return now;
  const int64_t end = instant_at(today, q.until);
  return end > now ? end : instant_at(date_plus_days(today, 1), q.until);
}

/* Morning, noon, and the end of the working day: whoever sees a message come in learns nothing from when. */
static int64_t fixed_time(int64_t now)
{
  static const int times[] = { 9 * 60, 13 * 60, 17 * 60 };
  struct date day = date_at(now);
  for (;; day = date_plus_days(day, 1))
    for (size_t i = 0; i < COUNT(times); i++)
      if (instant_at(day, times[i]) > now) return instant_at(day, times[i]);
}

int64_t message_time(enum message_when when, struct quiet quiet, int64_t now)
{
  return when == MESSAGE_AT_ONCE ? now : when == MESSAGE_BY_DAY ? after_quiet(quiet, now) : fixed_time(now);
}

/* --- the queue ----------------------------------------------------------------------------------- */

/* What runs it is the house's (web/outbox.c). */
static const struct job_kind kind = { .key = MESSAGE_JOB, .outside = true };

static int seal_address(struct ctx *c, struct message *m)
{
  const bool sms = m->channel == MESSAGE_SMS;
  const char *const plain = sms ? mobile_normal(&c->arena, m->address) : mail_plain(c, m->address);
  if (!plain || strlen(plain) > MESSAGE_ADDRESS_MOST || (!sms && !mailbox_plain(plain)))
    return fail(c, ERR_INVALID, "address", sms ? N_("This is not a mobile number.") : N_("Write a mail address, such as name@organisation.example."));
  return seal_brief(c, m->id, plain, &m->address);
}

int message_ask(struct ctx *c, const struct message_template *t, struct quiet quiet, const struct message *m, const char *name)
{
  struct message new = *m;
  const char *const job = JOIN(&c->arena, MESSAGE_JOB "/", name);
  bool asked;
  TRY(job_asked(c, job, &asked));
  if (asked) return OK;
  new.id = id_in_time(c);
  new.template = t->key;
  new.made = (struct instant){ c->now };
  if (id_known(m->account)) new.address = NULL;
  else TRY(seal_address(c, &new));
  TRY(global_insert(c, message, &new, NULL));
  return job_ask(c, &kind, job, new.id, message_time(t->when, quiet, c->now));
}

int message_get(struct ctx *c, struct id id, struct message *out) { return global_get(c, message, id, out); }

int message_to(struct ctx *c, const struct message *m, const char **address, const char **language)
{
  struct account a = { 0 };
  const char *to = NULL;
  if (id_known(m->account)) {
    TRY(account_get(c, m->account, &a));
    if (instant_known(a.gone)) return not_there(c);
    to = a.mail;
  } else TRY(unseal_brief(c, m->id, m->address ? m->address : "", &to));
  *address = to;
  *language = m->language ? m->language : a.language ? a.language : "nl";
  return OK;
}

int message_drop(struct ctx *c, struct id id)
{
  const int rc = global_delete(c, message, id);
  return absent(c, rc) ? OK : rc;
}

int messages_tidy(struct ctx *c, bool *more)
{
  struct message_list list;
  const struct instant before = { c->now - MESSAGE_KEPT_DAYS * DAY_MS };
  TRY(messages_before(c, before, &list));
  for (size_t i = 0; i < list.count; i++) TRY(global_delete(c, message, list.at[i].id));
  *more = list.count > 0;
  return OK;
}
