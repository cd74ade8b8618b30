//! Minutes and clocks.

use handclasp::model::Meeting;
use handclasp::model::timetable::{Slot, TooLong, plan};
use proptest::prelude::*;

/// The five items of the agenda.
const ITEMS: [(u32, u32); 5] = [(5, 10), (5, 7), (5, 7), (10, 20), (5, 10)];

#[test]
fn items_take_their_longest_time_if_the_slot_allows() {
    assert_eq!(plan(&ITEMS, 60), Ok(vec![10, 7, 7, 20, 10]));
    assert_eq!(plan(&ITEMS, 54), Ok(vec![10, 7, 7, 20, 10]));
    assert_eq!(plan(&ITEMS, 30), Ok(vec![5, 5, 5, 10, 5]));
    assert_eq!(plan(&ITEMS, 29), Err(TooLong { needed: 30, slot: 29 }));
}

#[test]
fn a_meeting_across_a_change_of_clocks_keeps_its_length() {
    let meeting = Meeting {
        date: Some("2027-03-28".into()),
        start: Some("00:30".into()),
        slot_min: Some(60),
        zone: Some("Europe/Lisbon".into()),
        ..Meeting::default()
    };
    let slot = Slot::of(&meeting, None).expect("a slot");
    let end = slot.after(60).in_tz("Europe/Lisbon").expect("a zone");
    assert_eq!(end.strftime("%H:%M").to_string(), "02:30");
    let istanbul = slot.after(0).in_tz("Europe/Istanbul").expect("a zone");
    assert_eq!(istanbul.strftime("%H:%M").to_string(), "03:30");
}

#[test]
fn a_length_comes_from_the_slot_or_from_the_end() {
    let mut meeting = Meeting {
        date: Some("2027-03-04".into()),
        start: Some("11:00".into()),
        end: Some("11:45".into()),
        ..Meeting::default()
    };
    assert_eq!(Slot::of(&meeting, Some("Europe/Helsinki")).map(|slot| slot.minutes), Some(45));
    meeting.end = Some("10:45".into());
    assert_eq!(Slot::of(&meeting, Some("Europe/Helsinki")), None);
    meeting.slot_min = Some(30);
    assert_eq!(Slot::of(&meeting, Some("Europe/Helsinki")).map(|slot| slot.minutes), Some(30));
}

proptest! {
    #[test]
    fn every_item_stays_in_its_range_and_the_sum_in_the_slot(
        ranges in prop::collection::vec((1u32..60, 0u32..60), 1..12),
        slot in 1u32..900,
    ) {
        let ranges: Vec<(u32, u32)> = ranges.into_iter().map(|(min, more)| (min, min + more)).collect();
        match plan(&ranges, slot) {
            Err(long) => prop_assert!(long.needed > slot),
            Ok(minutes) => {
                let longest: u32 = ranges.iter().map(|(_, max)| max).sum();
                prop_assert_eq!(minutes.iter().sum::<u32>(), slot.min(longest));
                for (given, (min, max)) in minutes.iter().zip(&ranges) {
                    prop_assert!(given >= min && given <= max);
                }
            }
        }
    }
}
