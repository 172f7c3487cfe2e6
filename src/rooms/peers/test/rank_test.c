/* Who fits best: properties over many experts and wishes by chance. */
#include "../../../base/test/harness.h"
#include "peer_rank.h"

enum { TIMES = 20000 };
static const struct date today = { 20261123 };

static uint64_t state;
static unsigned below(unsigned n)
{
  uint64_t z = state += 0x9E3779B97F4A7C15u;
  z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
  z = (z ^ z >> 27) * 0x94D049BB133111EBu;
  return (unsigned)((z ^ z >> 31) % n);
}
#define PICK(list) (list)[below(COUNT(list))]

static struct peer any_peer(void)
{
  static const char *const languages[] = { "nl", "nl ar", "ar", "pl tr nl", "so" };
  static const char *const towns[] = { NULL, "eindhoven", "helmond eindhoven", "oss" };
  static const char *const backgrounds[] = { NULL, "Somalisch gezin, veel broers", "Opgegroeid in Brabant" };
  return (struct peer){ .roles = { below(128) | 1 }, .languages = PICK(languages), .municipalities = PICK(towns), .gender = (enum person_gender)below(4), .background = PICK(backgrounds),
    .experience = (enum peer_experience)below(4), .may_tell = (enum yes_no)below(3), .parts = { below(16) | 1 }, .most = num(1 + (int32_t)below(5)),
    .paused_until = below(4) ? DATE_UNKNOWN : (struct date){ 20261120 + (int32_t)below(10) } };
}
static struct peer_wishes any_wishes(void)
{
  static const char *const languages[] = { NULL, "nl", "ar", "so" };
  static const char *const towns[] = { NULL, "eindhoven", "oss" };
  static const char *const backgrounds[] = { NULL, "somalisch", "brabant" };
  return (struct peer_wishes){ .role = (enum peer_role)(1 + below(6)), .language = PICK(languages), .municipality = PICK(towns), .gender = (enum person_gender)below(4),
    .experience = (enum peer_experience)below(4), .parts = { below(16) | 1 }, .community = (enum community_wish)below(3), .background = PICK(backgrounds),
    .from = below(2) ? DATE_UNKNOWN : (struct date){ 20261120 + (int32_t)below(10) } };
}
static struct peer_facts facts_of(const struct peer *p) { return (struct peer_facts){ .peer = p, .open = below(6), .topics = below(6), .gone = below(10) == 0 }; }

#define EACH(p, w, f) \
  state = 7; \
  for (int time = 0; time < TIMES; time++) { \
    struct peer p = any_peer(); \
    struct peer_wishes w = any_wishes(); \
    struct peer_facts f = facts_of(&p);

static void more_free_room_never_ranks_lower(void **unused)
{
  (void)unused;
  EACH(p, w, f)
    const struct peer_fit one = peer_rank(&f, &w, today);
    if (below(2) && f.open) f.open--; else p.most.n++;
    const struct peer_fit more = peer_rank(&f, &w, today);
    assert_true(!one.fits || more.fits);
    if (one.fits) assert_true(more.score >= one.score);
  }
}

static void a_wish_never_excludes(void **unused)
{
  (void)unused;
  EACH(p, w, f)
    const struct peer_wishes bare = { .role = w.role, .language = w.language, .from = w.from };
    assert_int_equal(peer_rank(&f, &w, today).fits, peer_rank(&f, &bare, today).fits);
  }
}

static void a_wish_that_is_met_never_ranks_lower_than_no_wish(void **unused)
{
  (void)unused;
  EACH(p, w, f)
    const struct peer_wishes bare = { .role = w.role, .language = w.language, .from = w.from };
    assert_true(peer_rank(&f, &w, today).score >= peer_rank(&f, &bare, today).score);
  }
}

static void more_training_never_ranks_lower(void **unused)
{
  (void)unused;
  EACH(p, w, f)
    const int32_t before = peer_rank(&f, &w, today).score;
    f.topics++;
    assert_true(peer_rank(&f, &w, today).score >= before);
  }
}

static void any_wish_that_is_met_weighs_more_than_all_room_and_training(void **unused)
{
  (void)unused;
  EACH(p, w, f)
    struct peer empty = p, roomy = p;
    struct peer_facts a = f, b = f;
    a.peer = &empty;
    a.open = a.topics = b.open = 0;
    b.peer = &roomy;
    b.topics = 80;
    empty.most = num(1);
    roomy.most = num(20);
    w.gender = PERSON_MAN;
    empty.gender = PERSON_MAN;
    roomy.gender = PERSON_WOMAN;
    const struct peer_fit met = peer_rank(&a, &w, today), unmet = peer_rank(&b, &w, today);
    if (met.fits && unmet.fits) assert_true(met.score > unmet.score);
  }
}

static void what_does_not_fit_says_why_and_only_why(void **unused)
{
  (void)unused;
  EACH(p, w, f)
    const struct peer_fit fit = peer_rank(&f, &w, today);
    bool against = false;
    for (unsigned r = PEER_NOT_THIS_ROLE; r <= PEER_GONE; r++) against |= set_has(fit.reasons, r);
    assert_int_equal(against, !fit.fits);
    if (fit.fits) continue;
    for (unsigned r = PEER_HAS_LANGUAGE; r < peer_reason_choices.count; r++) assert_false(set_has(fit.reasons, r));
  }
}

static void the_own_community_counts_only_after_it_was_asked(void **unused)
{
  (void)unused;
  EACH(p, w, f)
    w.community = COMMUNITY_NOT_ASKED;
    const struct peer_fit fit = peer_rank(&f, &w, today);
    assert_false(set_has(fit.reasons, PEER_HAS_BACKGROUND) || set_has(fit.reasons, PEER_OTHER_BACKGROUND));
    w.background = NULL;
    assert_int_equal(fit.score, peer_rank(&f, &w, today).score);
  }
}

static void what_an_expert_did_not_allow_to_tell_changes_nothing(void **unused)
{
  (void)unused;
  EACH(p, w, f)
    if (p.may_tell == YES) p.may_tell = NO;
    const struct peer_fit fit = peer_rank(&f, &w, today);
    p.background = NULL;
    p.experience = PEER_EXPERIENCE_UNKNOWN;
    const struct peer_fit without = peer_rank(&f, &w, today);
    assert_int_equal(fit.score, without.score);
    assert_int_equal(fit.reasons.bits, without.reasons.bits);
  }
}

static void each_reason_against_is_found(void **unused)
{
  const struct peer p = { .roles = { 1 | 1 << PEER_BUDDY }, .languages = "nl", .most = num(1), .paused_until = { 20261201 } };
  const struct peer_facts f = { .peer = &p, .open = 1, .gone = true };
  struct peer_wishes w = { .role = PEER_BRIDGING, .language = "ar" };
  (void)unused;
  const struct set s = peer_rank(&f, &w, today).reasons;
  for (unsigned r = PEER_NOT_THIS_ROLE; r <= PEER_GONE; r++) assert_true(set_has(s, r));
  w.from = p.paused_until;                                   /* from the day that the pause is over */
  assert_false(set_has(peer_rank(&f, &w, today).reasons, PEER_PAUSED));
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(more_free_room_never_ranks_lower),
    cmocka_unit_test(a_wish_never_excludes),
    cmocka_unit_test(a_wish_that_is_met_never_ranks_lower_than_no_wish),
    cmocka_unit_test(more_training_never_ranks_lower),
    cmocka_unit_test(any_wish_that_is_met_weighs_more_than_all_room_and_training),
    cmocka_unit_test(what_does_not_fit_says_why_and_only_why),
    cmocka_unit_test(the_own_community_counts_only_after_it_was_asked),
    cmocka_unit_test(what_an_expert_did_not_allow_to_tell_changes_nothing),
    cmocka_unit_test(each_reason_against_is_found),
  };
  return cmocka_run_group_tests_name("rank", tests, NULL, NULL);
}
