/* What the demonstration begins with at the desk. Nobody of these exists. */
#include "signups_room.h"
#include "seal_to.h"
#include "taking.h"

static const struct signup_form examples[] = {
  { .reach = "06 00000001", .hours = "Op werkdagen na zes uur", .place = "Eindhoven", .for_whom = SIGNUP_FOR_SELF, .alias = "Tom", .voicemail = NO },
  { .reach = "06 00000002", .hours = "Altijd", .place = "Helmond", .for_whom = SIGNUP_FOR_OTHER, .incident = YES, .remark = "Ik maak me zorgen over mijn broer." },
};

static int fill(struct ctx *c, void *unused)
{
  struct post_list desk;
  struct signup_duty_list roster;
  uint8_t key[KEY_BYTES];
  bool more = true;
  (void)unused;
  TRY(desk_colleagues(c, &desk));
  TRY(duties_of_region(c, &roster));
  if (!desk.count || roster.count) return OK;              /* filled before; sign-ups themselves are deleted after their term */
  char account[ID_TEXT];
  id_format(desk.at[0].account, account);
  TRY(duty_add(c, &(struct duty_form){ .colleague = account, .days = { 1 | 1u << MONDAY | 1u << TUESDAY | 1u << WEDNESDAY | 1u << THURSDAY | 1u << FRIDAY }, .part = DAY_PART_DAY }));
  TRY(desks_publish(c));
  for (size_t i = 0; i < COUNT(examples); i++) {
    struct intake_receipt receipt;
    c->random(key, sizeof key);
    TRY(intake_send(c, &examples[i], &(struct intake_proof){ .token = "", .code = follow_code(c, key, ""), .age = INT64_MAX }, &receipt));
  }
  while (more) TRY(boxes_take(c, &more));
  return OK;
}

int signups_demo(struct ctx *c)
{
  const struct scope before = c->scope;
  c->scope = (struct scope){ .reach = REACH_ALL, .region = "oost-brabant" };
  const int rc = db_transaction(c, fill, NULL);
  c->scope = before;
  return rc;
}
