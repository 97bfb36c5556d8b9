package subject_test

import (
	"testing"

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
