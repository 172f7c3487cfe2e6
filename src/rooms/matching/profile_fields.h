/* The questions of a profile as professionals are asked them, for the records that begin with one: its JSON, and what is kept with
 * a person. Where it is and who asks stand before them, in profile.c. What decides on safety comes first: it is read and answered
 * first. */
#ifndef PROFILE_FIELDS_H
#define PROFILE_FIELDS_H
#include "profile.h"

enum { SLUG_MOST = 80, AGE_MOST = 120, WAIT_MOST = 3650 };

#define PROFILE_MUNICIPALITY F_TEXT(profile, municipality, OPTIONAL, N_("Municipality"), .max = SLUG_MOST)
#define PROFILE_QUESTIONS \
  F_ENUM_AS(profile, for_whom, "for", ASKED, role_in_violence, N_("What does the person whom it is about do or go through?"), \
    .help = N_("Somebody can use and experience violence. Fighting back is not control.")), \
  F_ENUM(profile, phase,        ASKED, phase, N_("Which situation is it?")), \
  F_ENUM(profile, acute_danger, ASKED, yes_no, N_("Is somebody in danger now?")), \
  F_ENUM(profile, suicidal_thoughts, ASKED, yes_no, N_("Are there thoughts of suicide?")), \
  F_ENUM(profile, direct_safety_recorded, ASKED, yes_no, N_("Is it recorded that everybody is safe for now?")), \
  F_SET (profile, violence,     ASKED, harm, N_("Which violence is it?")), \
  F_ENUM(profile, coercive_control, ASKED, yes_no, N_("Is there coercive control?"), \
    .help = N_("One decides what the other may do, sees, spends or wears, and the other is afraid. Say no only if a professional looked for it.")), \
  F_ENUM(profile, family_profile, ASKED, family_profile, N_("Which family profile fits best?")), \
  F_ENUM(profile, partner_spoken_separately, ASKED, yes_no, N_("Was the partner or ex-partner spoken to alone?")), \
  F_ENUM(profile, partner_consents, ASKED, yes_no, N_("Does the partner or ex-partner want talks together, said when alone?")), \
  F_SET (profile, legal_status, ASKED, legal_status, N_("Is there a ban, an order or a criminal case?")), \
  F_ENUM(profile, gender,       ASKED, own_gender, N_("Man or woman?")), \
  F_INT (profile, age,          OPTIONAL, N_("Age"), .max = AGE_MOST), \
  F_ENUM(profile, relation_status, ASKED, relation_status, N_("How is the relation now?")), \
  F_ENUM(profile, parent,       ASKED, yes_no, N_("Are there children?")), \
  F_ENUM(profile, lvb_suspected, ASKED, yes_no, N_("Could there be a mild intellectual disability?"), \
    .help = N_("For example: special schooling, trouble with forms, time or money, says yes without grasping it, tells in fragments.")), \
  F_ENUM(profile, motivation,   ASKED, motivation, N_("Why would this person take help?")), \
  F_ENUM(profile, group_ready,  ASKED, yes_no, N_("Is a group possible?"), .help = N_("No if there is much shame or fear of it: then one to one first.")), \
  F_SET (profile, life_areas,   ASKED, life_area, N_("Is help needed with anything else?")), \
  F_SET (profile, finished,     ASKED, finished_help, N_("Which help was finished before?")), \
  F_TEXT(profile, languages,    WORD_LIST, N_("Languages"), .max = 120, .check = check_languages, .help = N_("Two-letter codes (ISO 639-1) with spaces between.")), \
  F_SET (profile, referrers,    ASKED, referrer, N_("Who can refer?")), \
  F_ENUM(profile, cost_barrier, ASKED, yes_no, N_("Would costs keep this person away?")), \
  F_INT (profile, max_wait_days, OPTIONAL, N_("How many days can this person wait?"), .max = WAIT_MOST), \
  F_SET (profile, preferences,  ASKED, preference, N_("What does this person like best?"))
#endif
