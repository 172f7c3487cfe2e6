/* The roster of the desk: who is on duty, and when nobody is. */
#include "signups_web.h"
#include "accounts.h"
#include "calendar.h"
#include "html.h"
#include "text.h"

static const char *in_words(struct ctx *c, struct date day)
{
  struct buf b = { 0 };
  if (!date_known(day)) return NULL;
  put_date_in_words(&b, c->lang, day);
  return buf_to_arena(&c->arena, &b);
}

static int rows_of(struct ctx *c, const struct signup_duty_list *duties, struct duty_line_list *out)
{
  static const char *const days = "days";
  *out = (struct duty_line_list){ arena_new(&c->arena, struct duty_line, duties->count + 1), duties->count };
  for (size_t i = 0; i < duties->count; i++) {
    const struct signup_duty *const d = &duties->at[i];
    out->at[i] = (struct duty_line){ .id = d->id, .days = field_said(c, record_field(&signup_duty_record, days), d), .part = day_part_label(d->part),
      .from = in_words(c, d->since), .until = in_words(c, d->until) };
    TRY(account_name(c, d->account, &out->at[i].who));
  }
  return OK;
}

/* Their names with commas between; NULL: nobody. */
static const char *names_then(struct ctx *c, const struct signup_duty_list *duties, const struct duty_line_list *rows, struct date day, enum day_part part)
{
  const char *names = NULL;
  for (size_t i = 0; i < duties->count; i++)
    if (duty_covers(&duties->at[i], day, part)) names = names ? JOIN(&c->arena, names, ", ", rows->at[i].who) : rows->at[i].who;
  return names;
}

static void days_of(struct ctx *c, const struct signup_duty_list *duties, const struct duty_line_list *rows, struct duty_day_list *out)
{
  *out = (struct duty_day_list){ arena_new(&c->arena, struct duty_day, DUTY_AHEAD_DAYS), DUTY_AHEAD_DAYS };
  for (int i = 0; i < DUTY_AHEAD_DAYS; i++) {
    const struct date day = date_plus_days(c->today, i);
    const char *const name = tr(c, weekday_label((enum weekday)date_weekday(day)));
    out->at[i] = (struct duty_day){ JOIN(&c->arena, name, " ", in_words(c, day)), names_then(c, duties, rows, day, DAY_PART_DAY), names_then(c, duties, rows, day, DAY_PART_EVENING) };
  }
}

static int colleagues(struct ctx *c, const struct post_list *desk, struct field_list *out)
{
  struct choice *const at = arena_new(&c->arena, struct choice, desk->count + 1);
  at[0] = (struct choice){ NULL, N_("Choose") };
  for (size_t i = 0; i < desk->count; i++) {
    char *const id = arena_alloc(&c->arena, ID_TEXT);
    id_format(desk->at[i].account, id);
    at[i + 1].key = id;
    TRY(account_name(c, desk->at[i].account, &at[i + 1].label));
  }
  *out = (struct field_list){ "colleague", { desk->count + 1, at } };
  return OK;
}

int show_duty(struct ctx *c)
{
  struct duty_view v = { .list_count = 1 };
  struct post_list desk;
  struct signup_duty_list duties;
  struct field_list list;
  TRY(desk_colleagues(c, &desk));
  TRY(duties_now(c, &desk, &duties));
  TRY(rows_of(c, &duties, &v.rows));
  days_of(c, &duties, &v.rows, &v.days);
  TRY(colleagues(c, &desk, &list));
  v.lists = &list;
  const struct page page = { .title = tr(c, N_("Duty roster")), .current = DESK_PATH, .other_lang = DUTY_PATH };
  page_begin(c, &page);
  view_duty(c, &v);
  return page_end(c, &page);
}

int add_duty(struct ctx *c)
{
  TRY(duty_add(c, form_row(c, duty_form)));
  return redirect_done(c, local_path(c, DUTY_PATH), "toegevoegd");
}

int end_duty(struct ctx *c)
{
  struct id id;
  TRY(path_id(c, &id));
  TRY(duty_end(c, id));
  return redirect_done(c, local_path(c, DUTY_PATH), "verwijderd");
}
