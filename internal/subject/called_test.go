package subject_test

import (
	"slices"
	"testing"

	"lantoa/internal/i18n"
	"lantoa/internal/subject"
)

func TestCalled_saysHoBeforeAHouseholdWhateverTheSurname(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		kind            subject.Kind
		name, sex, want string
	}{
		{subject.Household, "Hồ Văn Páo", "male", "Hộ ông Hồ Văn Páo"},
		{subject.Household, "Hồ Thị Mỷ", "female", "Hộ bà Hồ Thị Mỷ"},
		{subject.Household, "Hổ Mí Vừ", "", "Hộ ông/bà Hổ Mí Vừ"},
		{subject.Household, "Vừ Mí Sính", "", "Hộ ông/bà Vừ Mí Sính"},
		{subject.Household, "Hộ ông Vừ Mí Sính", "male", "Hộ ông Vừ Mí Sính"},
		{subject.Household, "HỘ bà Mỷ", "", "HỘ bà Mỷ"},
		{subject.Household, "Ho\u0302\u0323 bà Mỷ", "", "Ho\u0302\u0323 bà Mỷ"}, // the same letters, composed otherwise
		{subject.Individual, "Hồ Văn Páo", "male", "Hồ Văn Páo"},
		{subject.Model, "Hợp tác xã chè", "", "Hợp tác xã chè"},
	} {
		if got := c.kind.Called(c.name, c.sex); got != c.want {
			t.Errorf("%s %q is called %q, not %q", c.kind, c.name, got, c.want)
		}
	}
}

func TestKey_isTheSameOfAHouseholdHoweverItsHeadIsCalled(t *testing.T) {
	t.Parallel()
	want := subject.Household.Key("Giàng Thị Mỷ")
	for _, name := range []string{"giàng thị mỷ", "Hộ bà Giàng Thị Mỷ", "Hộ ông/bà Giàng Thị Mỷ", "hộ ông / bà  GIÀNG THỊ MỶ", "Hộ Giàng Thị Mỷ", "Bà Giàng Thị Mỷ"} {
		if got := subject.Household.Key(name); got != want || !slices.Contains(subject.Household.Keys("Giàng Thị Mỷ"), i18n.Fold(name)) {
			t.Errorf("%q has the key %q, not %q", name, got, want)
		}
	}
	if subject.Household.Key("Hồ Bá Ninh") == subject.Household.Key("Ninh") || subject.Household.Key("Hộ") == "" {
		t.Error("a surname is taken for a word before the name")
	}
	if subject.Collective.Key("Hộ bà Mỷ") == subject.Collective.Key("Mỷ") || subject.Individual.Key("Bà Mỷ") == subject.Individual.Key("Mỷ") {
		t.Error("names of other kinds lose words")
	}
}
