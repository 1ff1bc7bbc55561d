//! An archive under crashes, cuts and flipped bits.

use super::*;
use crate::Analyser;

/// A folder of its own for each test, removed at the end.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("ganhuo-store-{}-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        Self(path)
    }

    fn files(&self) -> BTreeSet<String> {
        let names = fs::read_dir(&self.0).expect("the folder is there");
        names.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn report(body: &str, year: i32) -> (String, Document) {
    let text = format!(
        "澜溪区{body}{year}年法治政府建设年度报告\n一、主要举措和成效\n巡查河道{}次。\n",
        year - 2000
    );
    let analyser = Analyser::builtin().expect("the built-in packs load");
    let path = format!("{body}{year}.txt");
    let (document, _) = analyser.document(text.as_bytes(), &path).expect("it is text");
    (path, document)
}

/// An archive with two reports, and a third one to add.
fn sample(name: &str) -> (Folder, [(String, Document); 3]) {
    let folder = Folder::new(name);
    let reports = [report("水务局", 2022), report("水务局", 2023), report("民政局", 2023)];
    let mut store = Store::open_for_change(&folder.0).expect("a new archive");
    assert_eq!(store.add(&reports[..2]).expect("it is written"), [Added::New, Added::New]);
    (folder, reports)
}

/// That these and only these reports are there, word for word.
fn holds(store: &Store, reports: &[(String, Document)]) {
    assert_eq!(store.entries().len(), reports.len());
    for (path, document) in reports {
        let entry = store.manifest.find(path).expect("the report is listed");
        assert_eq!(store.load(entry).expect("it is whole").text(), document.text());
    }
}

#[test]
fn what_was_added_is_there() {
    let (folder, reports) = sample("added");
    let mut store = Store::open_for_change(&folder.0).expect("it opens");
    holds(&store, &reports[..2]);
    assert_eq!(store.add(&reports).expect("it is written"), [Added::Same, Added::Same, Added::New]);
    holds(&Store::open(&folder.0).expect("it opens"), &reports);
    assert!(store.check().is_empty());
    let changed = (reports[0].0.clone(), report("水务局", 2021).1);
    assert_eq!(store.add(std::slice::from_ref(&changed)).expect("it is written"), [Added::Changed]);
    holds(&store, &[changed, reports[1].clone(), reports[2].clone()]);
}

#[test]
fn what_was_removed_is_gone_and_takes_no_room() {
    let (folder, reports) = sample("removed");
    let mut store = Store::open_for_change(&folder.0).expect("it opens");
    store.add(&reports[2..]).expect("it is written");
    let missing = store.remove(&[reports[2].0.clone(), "没有.txt".to_owned()]).expect("it is written");
    assert_eq!(missing, ["没有.txt"]);
    holds(&store, &reports[..2]);
    let expected = ["000001.jsonl", LOCK, MANIFEST].map(str::to_owned);
    assert_eq!(folder.files(), BTreeSet::from(expected));
}

/// Adding stops at every byte that it writes: all that was there before is there, and adding again
/// does what it should.
#[test]
fn a_crash_at_any_byte_loses_nothing() {
    let (folder, reports) = sample("crash");
    let list = folder.0.join(MANIFEST);
    let before = fs::read(&list).expect("the list");
    Store::open_for_change(&folder.0).expect("it opens").add(&reports[2..]).expect("it is written");
    let segment = fs::read(folder.0.join("000002.jsonl")).expect("the segment");
    let after = fs::read(&list).expect("the list");
    let survives = |at: usize| {
        let store = Store::open(&folder.0).expect("it opens");
        holds(&store, &reports[..2]);
        let mut store = Store::open_for_change(&folder.0).expect("it opens for change");
        assert!(store.check().is_empty());
        if at.is_multiple_of(97) {
            assert_eq!(store.add(&reports[2..]).expect("it is written"), [Added::New]);
            assert_eq!(fs::read(&list).expect("the list"), after);
            holds(&store, &reports);
        }
    };
    let reset = || {
        fs::write(&list, &before).expect("the list");
        for name in ["000002.jsonl", "000002.jsonl.new", "ganhuo-archive.new"] {
            let _ = fs::remove_file(folder.0.join(name));
        }
    };
    for end in 0..=segment.len() {
        reset();
        fs::write(folder.0.join("000002.jsonl.new"), &segment[..end]).expect("a part");
        survives(end);
    }
    for end in 0..=after.len() {
        reset();
        fs::write(folder.0.join("000002.jsonl"), &segment).expect("the segment");
        fs::write(folder.0.join("ganhuo-archive.new"), &after[..end]).expect("a part");
        survives(end);
    }
}

#[test]
fn a_segment_that_was_cut_or_changed_is_named_and_the_others_still_serve() {
    let (folder, reports) = sample("cut");
    let mut store = Store::open_for_change(&folder.0).expect("it opens");
    store.add(&reports[2..]).expect("it is written");
    let path = folder.0.join("000002.jsonl");
    let whole = fs::read(&path).expect("the segment");
    let judged = |bytes: &[u8], what: &str| {
        fs::write(&path, bytes).expect("it is written");
        let troubles = store.check();
        assert_eq!(troubles.len(), 1, "{what}");
        assert!(troubles[0].message(Lang::Zh).contains("000002.jsonl"), "{what}");
        for (path, document) in &reports[..2] {
            let entry = store.manifest.find(path).expect("the report is listed");
            assert_eq!(store.load(entry).expect("it is whole").text(), document.text());
        }
    };
    for end in 0..whole.len() {
        judged(&whole[..end], &format!("cut at {end}"));
    }
    for at in 0..whole.len() {
        let mut flipped = whole.clone();
        flipped[at] ^= 1 << (at % 8);
        judged(&flipped, &format!("byte {at}"));
    }
    fs::remove_file(&path).expect("it was there");
    assert_eq!(store.check().len(), 1);
}

#[test]
fn a_damaged_list_is_refused_and_never_written_over() {
    let (folder, reports) = sample("list");
    let list = folder.0.join(MANIFEST);
    let mut bytes = fs::read(&list).expect("the list");
    bytes[30] ^= 4;
    fs::write(&list, &bytes).expect("it is written");
    assert!(matches!(Store::open(&folder.0), Err(Trouble::Damage(Damage::Manifest(_)))));
    assert!(matches!(Store::open_for_change(&folder.0), Err(Trouble::Damage(Damage::Manifest(_)))));
    assert_eq!(fs::read(&list).expect("the list"), bytes);
    assert!(folder.files().contains("000001.jsonl"), "what it named is kept: {}", reports.len());
}

#[test]
fn a_folder_with_other_files_is_no_place_for_an_archive() {
    let folder = Folder::new("foreign");
    fs::create_dir_all(&folder.0).expect("a folder");
    fs::write(folder.0.join("年报.txt"), "x").expect("it is written");
    assert!(matches!(Store::open_for_change(&folder.0), Err(Trouble::Damage(Damage::NotAnArchive))));
    assert!(matches!(Store::open(&folder.0), Err(Trouble::Io(_))));
}

#[test]
fn only_one_run_changes_an_archive_at_a_time() {
    let (folder, _) = sample("lock");
    let first = Store::open_for_change(&folder.0).expect("it opens");
    assert!(matches!(Store::open_for_change(&folder.0), Err(Trouble::Busy)));
    assert!(Store::open(&folder.0).is_ok(), "reading is free");
    drop(first);
    assert!(Store::open_for_change(&folder.0).is_ok());
}

#[test]
fn the_number_of_a_removed_segment_is_not_given_again() {
    let (folder, reports) = sample("numbers");
    let reader = Store::open(&folder.0).expect("it opens");
    let mut store = Store::open_for_change(&folder.0).expect("it opens");
    let paths: Vec<String> = reports[..2].iter().map(|(path, _)| path.clone()).collect();
    store.remove(&paths).expect("they are removed");
    drop(store);
    let mut store = Store::open_for_change(&folder.0).expect("it opens");
    store.add(&reports[1..]).expect("it is written");
    let entry = |store: &Store| store.manifest.find(&paths[1]).cloned().expect("it is listed");
    assert_eq!((entry(&reader).segment, entry(&store).segment), (1, 2));
    // Who still reads by the old list finds the report where it is now, or is told that it is gone.
    let found = reader.load_now(&entry(&reader)).expect("it was added again");
    assert_eq!(found.text(), reports[1].1.text());
    let gone = reader.manifest.find(&paths[0]).cloned().expect("it was listed");
    assert!(matches!(reader.load_now(&gone), Err(Trouble::Damage(Damage::Segment(_)))));
}
